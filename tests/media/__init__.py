"""Tests of what can be known of a URL, with the real yt-dlp and a server on this machine."""
