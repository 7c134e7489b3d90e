"""Notes on public hearings: one key press, one second of the video, one link."""

__version__ = "0.1.0"
