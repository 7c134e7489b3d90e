"""Words as they stand in a text, each with the blank before it, so that joined they are the
text."""

import re
from collections.abc import Iterable

from hearingnotes.model.sanitize import one_line

Word = tuple[float, str]
"""The second at which a word begins, and the word with the blank before it."""

LONGEST_WORD = 200

# Chinese and Japanese: a word may end behind each letter.
_HAN = (
    "\u2e80-\u2fff\u3005-\u3007\u3021-\u312f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_HAN_SIGNS = "\u3000-\u303f\uff01-\uff65"
# Thai, Lao, Tibetan, Burmese, Khmer: no blanks between words, but letters belong together.
_JOINED = "\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff"
_OPENING = "「『《〈【〔〖（［｛“‘"
# What goes with the letter before: signs, and small or lengthening kana.
_CLOSING = (
    "、。〉》」』】〕〗〙〛〜！），．：；？］｝～…”’,.!?;:)\\]%"
    "ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々\u3099\u309a\ufe00-\ufe0f"
)

# Compiled where they are first used: that takes milliseconds, and most starts have no captions.
_WORD = rf"\s*(?:[{_OPENING}]{{0,9}}[{_HAN}][{_CLOSING}]*|[^\s{_HAN}]{{1,{LONGEST_WORD}}})"
_UNSPACED = f"[{_HAN}{_HAN_SIGNS}{_JOINED}]"
_HAN_OR_SIGN = f"[{_HAN}{_HAN_SIGNS}]"


def words_in(text: str) -> list[str]:
    """Split a line into words; joined, they are the line."""
    return re.findall(_WORD, text)


def may_part(before: str, after: str) -> bool:
    """Return whether a word may end between two texts that no blank separates."""
    return bool(re.match(_UNSPACED, before[-1:]) or re.match(_UNSPACED, after[:1]))


def gap(before: str, after: str) -> str:
    """Return what joins two lines into one: a blank, or nothing."""
    is_han = re.match(_HAN_OR_SIGN, before[-1:]) and re.match(_HAN_OR_SIGN, after[:1])
    return "" if is_han or not before or not after else " "


def as_line(lines: Iterable[str]) -> str:
    """Join lines into a single clean one, uncut."""
    whole = ""
    for line in lines:
        clean = one_line(line, max(1, len(line)))
        whole += gap(whole, clean) + clean
    return whole


def timed(pieces: Iterable[tuple[float, str]]) -> tuple[Word, ...]:
    """Return the timed words of a text that comes in timed pieces; no word is before its
    predecessor.

    A word that continues in the next piece begins where its first letter does.
    """
    words: list[Word] = []
    is_apart = False
    for second_s, piece in pieces:
        clean = as_line([piece])
        is_apart = is_apart or piece[:1].isspace()
        for word in words_in(clean):
            if not words:
                words.append((second_s, word))
            elif word[0] == " " or is_apart or _is_another(words[-1][1], word):
                blank = " " if is_apart and word[0] != " " else ""
                words.append((max(second_s, words[-1][0]), blank + word))
            else:
                words[-1] = words[-1][0], words[-1][1] + word
            is_apart = False
        is_apart = is_apart or piece[-1:].isspace()
    return tuple(words)


def _is_another(before: str, after: str) -> bool:
    return may_part(before, after) or len(before) >= LONGEST_WORD
