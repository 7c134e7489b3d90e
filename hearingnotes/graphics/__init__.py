"""Frames encoded for terminals that show pixels: pure."""
