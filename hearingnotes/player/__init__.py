"""What can tell the time: mpv, and the clock on the wall when there is no player."""
