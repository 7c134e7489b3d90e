"""Players: mpv, and the wall clock while there is none."""
