"""Files that others wrote, read as notes."""
