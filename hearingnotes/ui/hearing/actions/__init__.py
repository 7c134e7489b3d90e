"""What the person can do in a hearing: one module for each kind of action."""
