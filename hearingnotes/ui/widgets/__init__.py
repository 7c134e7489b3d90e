"""The parts of the screen: data goes down to them, messages come up."""
