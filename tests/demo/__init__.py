"""The demo hearing that ships with the package."""
