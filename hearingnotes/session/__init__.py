"""Open hearings and drafts without a widget; does not import Textual."""
