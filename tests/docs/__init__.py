"""The documents are true: their commands run, their tables are those of the program."""
