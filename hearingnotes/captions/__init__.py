"""Texts of captions: read, in every form in which they come."""
