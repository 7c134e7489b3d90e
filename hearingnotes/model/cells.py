"""Texts as cells of a table that a spreadsheet may open."""

import re

# What OWASP (CSV Injection) lists, behind white space too: spreadsheets skip that.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def shielded(text: str) -> str:
    """Return the text so that no spreadsheet reads it as a formula, if need be behind an
    apostrophe.

    A text that already has an apostrophe there gets another, so that `unshielded` restores each
    text exactly.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unshielded(cell: str) -> str:
    """Undo `shielded`; any other cell is returned unchanged."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell
