"""One module for each format, with its `FORMATS`; discovered by its presence here."""
