"""The actions of a hearing's screen, one module for each kind."""
