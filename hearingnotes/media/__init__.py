"""Looking up what plays at an address. yt-dlp runs in a process of its own: it is slow, and may
hang."""
