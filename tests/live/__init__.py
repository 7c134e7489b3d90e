"""A server that behaves as YouTube does while a broadcast is live, and what is measured on it."""
