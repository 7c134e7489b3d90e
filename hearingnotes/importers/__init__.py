"""Importers: files of other programs, read as notes."""
