"""What was said word for word, in quotation marks; pure."""

import re

_IN_QUOTES = re.compile(r"[\"“„«].*[\"“”»][.,;:!?…]*")


def in_quotes(text: str) -> str:
    """The text with each line in quotation marks of its own, as each may be another speaker's. A
    line that begins and ends with such marks has its own already."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line if _has_own(line) else f"“{line}”" for line in lines if line)


def in_one_quote(text: str) -> str:
    """The text in quotation marks as a whole, as it is all one speaker's."""
    return text if all(map(_has_own, text.split("\n"))) else f"“{text}”"


def within_prose(text: str) -> str:
    """The same on one line, as a sentence of the article holds it."""
    return in_quotes(text).replace("\n", " ")


def _has_own(line: str) -> bool:
    return _IN_QUOTES.fullmatch(line) is not None
