"""The SQLite file that holds every hearing and note, and the thread that keeps it."""
