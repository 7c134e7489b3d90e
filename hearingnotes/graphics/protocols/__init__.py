"""One module a way to show pixels, each with its `FORM`; found by looking here."""
