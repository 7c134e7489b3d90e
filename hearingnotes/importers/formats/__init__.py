"""One module a format, each with its `IMPORTER`; found by looking here."""
