"""Exports: notes as texts for others."""
