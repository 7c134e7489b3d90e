"""The screen that lists all hearings."""
