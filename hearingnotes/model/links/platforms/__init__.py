"""One module for each platform; a new file here is a new platform."""
