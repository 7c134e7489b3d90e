"""Tests of whether a text still has words of a quote, and quotation marks around it; pure."""

import re

# Letters of scripts that set no blanks between words: each counts as a word.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
_WORD = rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+"


def has_words_of(quote: str, text: str) -> bool:
    """Return whether any word of the quote is left in the text, in any case.

    One word is enough: the others may be what a machine misheard. For a quote without words, any
    text is enough.
    """
    quoted = _words(quote)
    return not quoted.isdisjoint(_words(text)) if quoted else bool(quote and text.strip())


def _words(text: str) -> set[str]:
    return {*re.findall(_WORD, text.casefold())}


_IN_QUOTES = re.compile(r"[\"“„«].*[\"“”»][.,;:!?…]*")


def in_quotes(text: str) -> str:
    """Put each line in quotation marks of its own, as each may be another speaker's.

    A line that begins and ends with quotation marks stays as it is.
    """
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line if _has_own(line) else f"“{line}”" for line in lines if line)


def in_one_quote(text: str) -> str:
    """Put the text in quotation marks as a whole, as all of it is one speaker's."""
    return text if all(map(_has_own, text.split("\n"))) else f"“{text}”"


def within_prose(text: str) -> str:
    """Put each line in quotation marks and join them to one line, for a sentence of an article."""
    return in_quotes(text).replace("\n", " ")


def _has_own(line: str) -> bool:
    return _IN_QUOTES.fullmatch(line) is not None
