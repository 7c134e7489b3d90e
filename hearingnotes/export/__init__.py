"""Notes as texts that others read."""
