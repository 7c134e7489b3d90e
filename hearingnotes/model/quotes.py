"""Quotes of what was spoken last, cut where sentences begin and end; pure."""

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
"""The most seconds that a quote may begin earlier to begin with a sentence."""
BACK_S = 5.0
"""The most seconds that a quote may end earlier to end with a sentence."""
_CONTEXT_S = 10.0

# Signs in captions beside the words: a change of speaker, and music.
_TURN = re.compile(r"\s*>>+")
_MUSIC = re.compile(r"\s*[♪♫]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words in the order spoken, a line for each speaker; the first begins at second `begin_s`."""

    begin_s: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _SpokenWord:
    second_s: float
    text: str
    is_turn: bool
    begins: bool
    ends: bool


def quote(captions: Captions, until_s: float, seconds: float = WINDOW_S) -> Quote | None:
    """Return what was spoken in the last `seconds` before second `until_s`; None where nothing was.

    The quote begins with the sentence that was then spoken, if that had only just begun, or with
    the first sentence of the first half; it ends with a sentence if one has ended just now. Where
    there are no such sentences, it is the words of that time.
    """
    since_s = until_s - seconds
    near = captions.between(since_s - _CONTEXT_S, until_s + _CONTEXT_S)
    words = [
        word
        for word in _spoken_words([*spoken(near)])
        if since_s - BEFORE_S <= word.second_s <= until_s
    ]
    inside = next((at for at, word in enumerate(words) if word.second_s >= since_s), None)
    if inside is None:
        return None
    begins = [at for at, word in enumerate(words) if word.begins]
    before = [at for at in begins if words[at].second_s <= since_s]
    within = [at for at in begins if since_s < words[at].second_s <= since_s + seconds / 2]
    first = (before[-1:] or within[:1] or [inside])[0]
    ends = (
        at
        for at in range(len(words) - 1, first - 1, -1)
        if words[at].ends and words[at].second_s >= max(since_s, until_s - BACK_S)
    )
    selected = words[first : next(ends, len(words) - 1) + 1]
    return Quote(selected[0].second_s, _lines(selected))


def _lines(words: Sequence[_SpokenWord]) -> tuple[str, ...]:
    turns = [at for at, word in enumerate(words) if word.is_turn and at]
    bounds = zip([0, *turns], [*turns, len(words)], strict=True)
    texts = ("".join(word.text for word in words[begin:end]) for begin, end in bounds)
    return tuple(one_line(text, len(text)) for text in texts)


def _spoken_words(words: Sequence[Word]) -> list[_SpokenWord]:
    """Return the words without the signs between them, with where sentences begin and end."""
    found: list[_SpokenWord] = []
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
            _SpokenWord(second_s, text, is_turn, begins, ends_sentence(text.lstrip(), following))
        )
        is_turn = False
    return found


QUOTE_SIGN = "> "


@dataclass(frozen=True, slots=True)
class CaptionQuote:
    """A text with the sign of a quote, and the seconds from the moment to its begin: below 0."""

    text: str
    from_moment_s: float


def spoken_before(captions: Captions, moment: Moment) -> CaptionQuote | None:
    """Return what was spoken last before the moment; None where nothing was.

    Captions count the medium's own seconds, whatever anchors move.
    """
    second_s = media_second(moment)
    spoken_quote = quote(captions, second_s) if second_s is not None else None
    if second_s is None or spoken_quote is None:
        return None
    text = "\n".join(QUOTE_SIGN + line for line in spoken_quote.lines)
    # Upwards: a caption that begins with a whole second is not to be shown with the one before.
    return CaptionQuote(text, math.ceil((spoken_quote.begin_s - second_s) * 1000) / 1000)
