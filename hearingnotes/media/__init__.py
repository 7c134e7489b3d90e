"""What can be known of a URL. yt-dlp works in a process of its own: it is slow, and may hang."""
