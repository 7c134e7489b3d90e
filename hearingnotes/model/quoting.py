"""What was said last, word for word, cut where sentences begin and end; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearingnotes.model.captions import Captions, Word, spoken
from hearingnotes.model.plain_text import one_line

WINDOW_S = 15.0
BEFORE_S = 4.0
"""How much earlier a quote may begin so that it begins with a sentence."""
BACK_S = 5.0
"""How much of what was said last a quote may leave out so that it ends with a sentence."""
_CONTEXT_S = 10.0

_END = re.compile(r"[.?!…。？！][)\]\"'”’»]*$")
_ABBREVIATION = re.compile(
    r"(mr|mrs|ms|dr|st|prof|hon|rev|gov|sen|rep|jr|sr|vs|etc|e\.g|i\.e|[^\W\d_])\.$", re.I
)
# What captions show beside what is said: that another one speaks, and music.
_TURN = re.compile(r"(>+|[-–—]+)$")
_SIGN = re.compile(r"(>+|[-–—]+|♪+|♫+)$")
_GLUED_TURN = re.compile(r"^>>+")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in the order they were said, on one line; the first begins at `begin_s`."""

    begin_s: float
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    second_s: float
    text: str
    begins: bool
    ends: bool


def quote(captions: Captions, until_s: float, seconds: float = WINDOW_S) -> Quote | None:
    """What was said in the last `seconds`; None where nothing was.

    It begins with the sentence that was being said then, if that had only just begun, or with the
    first one of the first half; it ends with a sentence if one has ended just now. Where there are
    no such sentences, it is the words of that time.
    """
    since_s = until_s - seconds
    near = captions.between(since_s - _CONTEXT_S, until_s + _CONTEXT_S)
    said = [
        word for word in _said([*spoken(near)]) if since_s - BEFORE_S <= word.second_s <= until_s
    ]
    inside = next((at for at, word in enumerate(said) if word.second_s >= since_s), None)
    if inside is None:
        return None
    begins = [at for at, word in enumerate(said) if word.begins]
    before = [at for at in begins if said[at].second_s <= since_s]
    within = [at for at in begins if since_s < said[at].second_s <= since_s + seconds / 2]
    first = (before[-1:] or within[:1] or [inside])[0]
    ends = (
        at
        for at in range(len(said) - 1, first - 1, -1)
        if said[at].ends and said[at].second_s >= max(since_s, until_s - BACK_S)
    )
    chosen = said[first : next(ends, len(said) - 1) + 1]
    text = " ".join(word.text for word in chosen)
    return Quote(chosen[0].second_s, one_line(text, len(text)))


def _said(words: Sequence[Word]) -> list[_Said]:
    """The words without the signs between them, each with whether a sentence begins or ends."""
    found: list[_Said] = []
    turns = True
    for at, (second_s, shown) in enumerate(words):
        if _SIGN.match(shown):
            turns = turns or bool(_TURN.match(shown))
            continue
        text = _GLUED_TURN.sub("", shown)
        begins = turns or text != shown or (bool(found) and found[-1].ends)
        following = words[at + 1][1] if at + 1 < len(words) else ""
        found.append(_Said(second_s, text, begins, _ends(text, following)))
        turns = False
    return found


def _ends(text: str, following: str) -> bool:
    """Whether a sentence ends with this word; `Mr.` and `No. 5` end none, nor does what goes on in
    lower case."""
    is_number = text.casefold() == "no." and following[:1].isdigit()
    is_end = _END.search(text) is not None and not _ABBREVIATION.match(text)
    return is_end and not is_number and not following[:1].islower()
