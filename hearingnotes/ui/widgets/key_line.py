"""The keys of a page, in its last line."""

from textual.content import Content
from textual.widgets import Static

KEY_STYLE = "bold $accent"


class KeyLine(Static):
    """Looks as the footer of a hearing does."""

    DEFAULT_CSS = """
    KeyLine { height: 1; background: $panel; color: $foreground; }
    """

    def __init__(self, *keys: tuple[str, str]) -> None:
        """Each key, and what it does."""
        parts = (part for key, word in keys for part in ((f" {key} ", KEY_STYLE), f"{word}  "))
        super().__init__(Content.assemble(*parts), id="keys")
