"""One module a format, each with its `FORMS`; found by looking here."""
