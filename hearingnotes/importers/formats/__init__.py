"""One module for each format, with its `IMPORTER`; discovered by its presence here."""
