"""The dialogue of an export."""
