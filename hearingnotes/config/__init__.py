"""The person's settings, state, themes and rosters, and their paths."""
