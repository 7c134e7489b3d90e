"""The screen that finds notes in all hearings."""
