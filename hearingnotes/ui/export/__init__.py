"""The export dialogue."""
