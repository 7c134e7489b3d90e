"""The screen of a hearing."""
