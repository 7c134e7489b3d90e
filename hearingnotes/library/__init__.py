"""The SQLite file of all hearings and notes, and the thread that writes it."""
