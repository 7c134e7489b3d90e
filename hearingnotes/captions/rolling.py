"""Rolling captions, in which machines repeat what was spoken, without the repeated parts; pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from itertools import accumulate, pairwise, takewhile

from hearingnotes.model.captions import Caption
from hearingnotes.model.words import as_line, gap, may_part

ROLLING_SHARE = 0.2
GROWING_SHARE = 0.4
MANY = 3
MOST_ROWS = 15
"""The most lines that a screen shows at once."""
STILL_SHOWN_S = 0.5
LONG_LETTERS = 12
"""The fewest letters of a repetition: shorter texts, as Aye, are often spoken twice."""


class _By(IntEnum):
    """The unit in which a cue adds to the cue before it."""

    LINE = 0
    WORD = 1
    LETTER = 2


def unrolled(cues: Iterable[Sequence[Caption]]) -> list[Caption]:
    """Return one caption for each cue with new text, without what is only repeated.

    Captions made by machines show each line a second time, alone or above the next line, or show a
    line word by word. A file in which people only repeat themselves is none of these.
    """
    given = [lines for lines in cues if lines]
    habit = _habit(given)
    if habit is None:
        return [_joined(lines) for lines in given]
    by, is_only_doubled = habit
    clean: list[Caption] = []
    before: Sequence[Caption] = ()
    for lines in given:
        letters = _repeated(before, lines, by)
        new, is_continued = _behind(lines, letters)
        before = lines
        if new and is_continued:
            clean[-1] = _continued(clean[-1], _joined(new), _text(lines)[letters:])
        elif new:
            clean.append(_joined(new))
        elif clean:
            clean[-1] = replace(clean[-1], end_s=max(clean[-1].end_s, lines[-1].end_s))
            if is_only_doubled and letters < LONG_LETTERS:
                before = ()  # a third time it is spoken again
    return clean


def _habit(cues: Sequence[Sequence[Caption]]) -> tuple[_By, bool] | None:
    """Return the unit in which this file's cues roll, and whether it only doubles all cues.

    None where each cue is spoken.
    """
    going_on: Counter[_By] = Counter()
    doubled = 0
    for before, lines in pairwise(cues):
        letters, by = next(_overlaps(before, lines), (0, _By.LINE))
        if letters and letters < len(_text(lines)):
            going_on[by] += 1
        doubled += letters >= max(LONG_LETTERS, len(_text(lines)))
    if going_on[_By.LETTER] > GROWING_SHARE * len(cues):
        return _By.LETTER, False
    if going_on[_By.WORD] > GROWING_SHARE * len(cues):
        return _By.WORD, False
    if going_on[_By.LINE] > ROLLING_SHARE * len(cues):
        return _By.LINE, False
    is_doubled = doubled >= MANY and doubled > ROLLING_SHARE * len(cues)
    return (_By.LINE, True) if is_doubled else None


def _repeated(before: Sequence[Caption], lines: Sequence[Caption], by: _By) -> int:
    """Return how many letters at the beginning were at the end of the cue before."""
    return next((letters for letters, least in _overlaps(before, lines) if least <= by), 0)


def _overlaps(before: Sequence[Caption], lines: Sequence[Caption]) -> Iterator[tuple[int, _By]]:
    """Yield the lengths of possible repetitions, the longest first, with the unit that follows
    each.

    A line with times for its words is new.
    """
    if not before or lines[0].begin_s > before[-1].end_s + STILL_SHOWN_S:
        return
    shown = [*takewhile(lambda line: not line.words, lines)]
    if not shown:
        return
    whole = _text(shown)
    for at in range(max(0, len(before) - MOST_ROWS), len(before)):
        if whole.startswith(before[at].text):
            old = _text(before[at:])
            if whole.startswith(old):
                yield len(old), _behind_which(shown, whole, len(old))


def _behind_which(lines: Sequence[Caption], whole: str, letters: int) -> _By:
    if letters in _ends(lines):
        return _By.LINE
    is_apart = whole[letters] == " " or may_part(whole[:letters], whole[letters:])
    return _By.WORD if is_apart else _By.LETTER


def _behind(lines: Sequence[Caption], letters: int) -> tuple[Sequence[Caption], bool]:
    """Return the lines behind so many letters, and whether they begin within a line."""
    for at, (line, ends) in enumerate(zip(lines, _ends(lines), strict=True)):
        if letters < ends:
            if letters <= ends - len(line.text):
                return lines[at:], False
            left = line.text[letters - ends :].lstrip()
            return [replace(line, text=left, words=()), *lines[at + 1 :]], True
    return (), False


def _continued(caption: Caption, more: Caption, text: str) -> Caption:
    blank = " " if text.startswith(" ") else ""
    (second_s, word), *words = more.timed_words
    return Caption(
        caption.begin_s,
        more.end_s,
        caption.text + blank + more.text,
        (*caption.timed_words, (second_s, blank + word), *words),
    )


def _joined(lines: Sequence[Caption]) -> Caption:
    words = []
    before = ""
    for line in lines:
        (second_s, word), *others = line.timed_words
        words += [(second_s, gap(before, word) + word), *others]
        before = line.text
    is_timed = any(line.words for line in lines)
    return Caption(
        lines[0].begin_s, lines[-1].end_s, _text(lines), tuple(words) if is_timed else ()
    )


def _ends(lines: Sequence[Caption]) -> list[int]:
    """Return the index in the text at which each line ends."""
    befores = ["", *(line.text for line in lines)]
    lengths = (
        len(gap(before, line.text)) + len(line.text)
        for before, line in zip(befores, lines, strict=False)
    )
    return [*accumulate(lengths)]


def _text(lines: Sequence[Caption]) -> str:
    return as_line(line.text for line in lines) if len(lines) > 1 else lines[0].text
