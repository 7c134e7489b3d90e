"""Readers for the formats of captions."""
