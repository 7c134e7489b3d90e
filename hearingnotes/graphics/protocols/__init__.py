"""One module for each graphics protocol, with its `PROTOCOL`; discovered by its presence here."""
