"""Whether a text still has words of a quote; pure."""

import re

# Letters of scripts that set no blanks between words: each counts as a word.
_UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff"
)
_WORD = rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+"


def has_words_of(quote: str, text: str) -> bool:
    """Whether any word of the quote is left in the text, in any case; of a quote without words,
    whether anything is.

    One is enough: what a machine misheard may be that one.
    """
    quoted = _words(quote)
    return not quoted.isdisjoint(_words(text)) if quoted else bool(quote and text.strip())


def _words(text: str) -> set[str]:
    return {*re.findall(_WORD, text.casefold())}
