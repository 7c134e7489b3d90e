"""One module a way to show pixels, each with its `PROTOCOL`; found by looking here."""
