"""What is open, without a widget; does not import Textual."""
