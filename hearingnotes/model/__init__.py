"""The domain of a hearing as frozen dataclasses and pure functions: no I/O, no Textual, no mpv."""
