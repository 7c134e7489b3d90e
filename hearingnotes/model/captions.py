"""What is said in a recording, and when, as captions have it; pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from hearingnotes.model.plain_text import one_line

Word = tuple[float, str]
"""A word, behind the second at which it begins."""

ROLLING_SHARE = 0.2
STILL_SHOWN_S = 0.5


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of what is said. `words` are its words, where it is known when each of them begins."""

    begin_s: float
    end_s: float
    text: str
    words: tuple[Word, ...] = ()

    @property
    def timed_words(self) -> tuple[Word, ...]:
        """Its words with their seconds; where those are not known, each lasts as its letters do."""
        if self.words:
            return self.words
        words = self.text.split()
        ends = list(accumulate(len(word) + 1 for word in words))
        length_s = self.end_s - self.begin_s
        begins = (self.begin_s + length_s * before / ends[-1] for before in (0, *ends))
        return tuple(zip(begins, words, strict=False))


class Captions:
    """The captions of a recording, in order, none of them reaching into the next."""

    def __init__(self, captions: Iterable[Caption] = ()) -> None:
        """Captions in any order; what has no text is left out."""
        whole = (replace(each, text=_line(each.text)) for each in captions)
        ordered = sorted((each for each in whole if each.text), key=lambda each: each.begin_s)
        self._captions = [_ended(*pair) for pair in pairwise(ordered)] + ordered[-1:]
        self._begins = [caption.begin_s for caption in self._captions]
        self._folded: list[str] = []

    def __len__(self) -> int:
        return len(self._captions)

    def __getitem__(self, index: int) -> Caption:
        return self._captions[index]

    def __iter__(self) -> Iterator[Caption]:
        return iter(self._captions)

    def at(self, second_s: float) -> int | None:
        """Which one began last by this second; None before the first."""
        index = bisect_right(self._begins, second_s) - 1
        return index if index >= 0 else None

    def between(self, begin_s: float, end_s: float) -> Sequence[Caption]:
        """Those of which a part is said from one second to another."""
        first = bisect_left(self._begins, begin_s)
        if first and self._captions[first - 1].end_s > begin_s:
            first -= 1
        return self._captions[first : bisect_right(self._begins, end_s)]

    def find(self, words: str) -> list[int]:
        """Those in which all these words are said, in any case and order.

        What is said may go on in the next caption: then it is found in the one where it begins.
        """
        wanted = words.casefold().split()
        texts = self._texts()
        whole = [all(word in text for word in wanted) for text in texts]
        return [
            index
            for index, text in enumerate(texts)
            if whole[index] or (not _at(whole, index + 1) and _begins(wanted, text, texts, index))
        ]

    def _texts(self) -> list[str]:
        if not self._folded:
            self._folded = [caption.text.casefold() for caption in self._captions]
        return self._folded


def unrolled(cues: Iterable[Sequence[Caption]]) -> list[Caption]:
    """One caption for each cue of the lines given, without the lines that only roll up.

    Captions made by machines show each line a second time, above the one that is said by then.
    """
    given = [lines for lines in cues if lines]
    if not _is_rolling(given):
        return [_joined(lines) for lines in given]
    clean: list[Caption] = []
    before: Sequence[Caption] = ()
    for lines in given:
        new = lines[_repeated(before, lines) :]
        if new:
            clean.append(_joined(new))
        elif clean:
            clean[-1] = replace(clean[-1], end_s=max(clean[-1].end_s, lines[-1].end_s))
        before = lines
    return clean


def _is_rolling(cues: Sequence[Sequence[Caption]]) -> bool:
    """Whether many cues begin with lines of the one before and go on; what is only said twice,
    as Aye is, makes no such file."""
    rolling = sum(0 < _repeated(*pair) < len(pair[1]) for pair in pairwise(cues))
    return rolling > ROLLING_SHARE * len(cues)


def _repeated(before: Sequence[Caption], lines: Sequence[Caption]) -> int:
    """How many lines at the beginning were at the end of the cue before; a line with seconds for
    its words is being said."""
    if not before or lines[0].begin_s > before[-1].end_s + STILL_SHOWN_S:
        return 0
    old = [line.text for line in before]
    new = [line.text for line in lines if not line.words]
    return next((n for n in range(len(new), 0, -1) if old[-n:] == new[:n]), 0)


def _joined(lines: Sequence[Caption]) -> Caption:
    text = " ".join(line.text for line in lines)
    is_timed = any(line.words for line in lines)
    words = (word for line in lines for word in line.timed_words) if is_timed else ()
    return Caption(lines[0].begin_s, lines[-1].end_s, text, tuple(words))


def _ended(caption: Caption, following: Caption) -> Caption:
    """The caption, at its end when the next one begins."""
    if caption.begin_s < following.begin_s < caption.end_s:
        return replace(caption, end_s=following.begin_s)
    return caption


def _line(text: str) -> str:
    return one_line(text, max(1, len(text)))


def _at(flags: Sequence[bool], index: int) -> bool:
    return index < len(flags) and flags[index]


def _begins(wanted: Sequence[str], text: str, texts: Sequence[str], index: int) -> bool:
    """Whether some of the words are in this text, and the others in the next."""
    following = texts[index + 1] if index + 1 < len(texts) else ""
    left = [word for word in wanted if word not in text]
    return len(left) < len(wanted) and all(word in following for word in left)


def spoken(captions: Iterable[Caption]) -> Iterator[Word]:
    """All words of these, in order."""
    return (word for caption in captions for word in caption.timed_words)
