"""What was said last, word for word, cut where sentences begin and end; pure."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hearingnotes.model.captions import Captions, spoken
from hearingnotes.model.evidence import media_second
from hearingnotes.model.moment import Moment
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.sentence_end import ends_sentence
from hearingnotes.model.words import Word

WINDOW_S = 15.0
BEFORE_S = 4.0
"""How much earlier a quote may begin so that it begins with a sentence."""
BACK_S = 5.0
"""How much of what was said last a quote may leave out so that it ends with a sentence."""
_CONTEXT_S = 10.0

# What captions show beside what is said: that another one speaks, and music.
_TURN = re.compile(r"\s*>>+")
_MUSIC = re.compile(r"\s*[♪♫]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in the order they were said, a line for each one who speaks; the first begins at
    `begin_s`."""

    begin_s: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    second_s: float
    text: str
    is_turn: bool
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
        word
        for word in _spoken_words([*spoken(near)])
        if since_s - BEFORE_S <= word.second_s <= until_s
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
    return Quote(chosen[0].second_s, _lines(chosen))


def _lines(said: Sequence[_Said]) -> tuple[str, ...]:
    turns = [at for at, word in enumerate(said) if word.is_turn and at]
    bounds = zip([0, *turns], [*turns, len(said)], strict=True)
    texts = ("".join(word.text for word in said[begin:end]) for begin, end in bounds)
    return tuple(one_line(text, len(text)) for text in texts)


def _spoken_words(words: Sequence[Word]) -> list[_Said]:
    """The words without the signs between them, each with whether a sentence begins or ends."""
    found: list[_Said] = []
    is_turn = True
    for at, (second_s, shown) in enumerate(words):
        sign = _TURN.match(shown)
        is_turn = is_turn or sign is not None
        text = shown[sign.end() :] if sign else shown
        if _MUSIC.fullmatch(text):
            continue
        begins = is_turn or found[-1].ends
        following = words[at + 1][1].lstrip() if at + 1 < len(words) else ""
        found.append(
            _Said(second_s, text, is_turn, begins, ends_sentence(text.lstrip(), following))
        )
        is_turn = False
    return found


QUOTE_SIGN = "> "


@dataclass(frozen=True, slots=True)
class CaptionQuote:
    """A text with the mark of a quote, and how far from the moment it begins: before it, so less
    than 0."""

    text: str
    from_moment_s: float


def spoken_before(captions: Captions, moment: Moment) -> CaptionQuote | None:
    """What was said last before the moment; None where nothing was.

    Captions count the medium's own seconds, whatever anchors say of those.
    """
    # Late: its patterns take milliseconds, and most starts have no captions.

    second_s = media_second(moment)
    said = quote(captions, second_s) if second_s is not None else None
    if second_s is None or said is None:
        return None
    text = "\n".join(QUOTE_SIGN + line for line in said.lines)
    # Upwards: a caption that begins with a whole second is not to be shown with the one before.
    return CaptionQuote(text, math.ceil((said.begin_s - second_s) * 1000) / 1000)
