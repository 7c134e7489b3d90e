"""What the screens look like: their letters, their colours, and pictures of some."""
