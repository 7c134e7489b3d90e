"""What the program costs, as a table to read; nothing passes or fails."""
