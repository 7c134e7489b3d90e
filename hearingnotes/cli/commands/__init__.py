"""The commands, one a module; each offers its click command as `command`."""
