"""Texts as cells of a table that a spreadsheet may open."""

import re

# What OWASP (CSV Injection) lists, behind white space too: spreadsheets skip that.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def shielded(text: str) -> str:
    """The text so that no spreadsheet takes it for a formula: then an apostrophe stands in front.

    A text that has an apostrophe there already gets another, so that `unshielded` gives each text
    back as it was.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unshielded(cell: str) -> str:
    """What `shielded` made the cell of; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell
