"""The commands, one module each; a module's click command is `command`."""
