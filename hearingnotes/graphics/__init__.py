"""Frames as what terminals are sent to show them in pixels: pure."""
