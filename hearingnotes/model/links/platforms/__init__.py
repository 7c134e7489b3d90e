"""One module for each place where recordings are; a new file here is a new platform."""
