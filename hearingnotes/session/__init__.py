"""What is open, without a widget; knows no Textual."""
