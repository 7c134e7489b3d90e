"""Captions of a recording: what is spoken and when; pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from hearingnotes.model.words import Word, as_line, gap, words_in

LONGEST_AROUND_S = 60.0
"""The longest caption that may enclose others: a longer one ends where the next begins."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A line of speech, in seconds of the recording.

    `words` are its words with the second at which each begins, where that is known; joined, they
    are its text.
    """

    begin_s: float
    end_s: float
    text: str
    words: tuple[Word, ...] = ()

    @property
    def timed_words(self) -> tuple[Word, ...]:
        """The words with their seconds; where those are unknown, time is divided by the letters."""
        if self.words:
            return self.words
        words = words_in(self.text)
        before = accumulate((len(word) for word in words), initial=0)
        letter_s = (self.end_s - self.begin_s) / (len(self.text) + 1)
        return tuple(
            (self.begin_s + letter_s * (at + word.startswith(" ")), word)
            for at, word in zip(before, words, strict=False)
        )


class Captions:
    """The captions of a recording, in order; one overlaps the next only where it encloses it."""

    def __init__(self, captions: Iterable[Caption] = ()) -> None:
        """Sort the captions and drop those without text."""
        whole = (replace(each, text=as_line([each.text])) for each in captions)
        ordered = sorted((each for each in whole if each.text), key=lambda each: each.begin_s)
        self._captions = _ended(ordered)
        self._begins = [caption.begin_s for caption in self._captions]
        self._folded = [caption.text.casefold() for caption in self._captions]
        self._having: dict[str, list[bool]] = {}

    def __len__(self) -> int:
        return len(self._captions)

    def __getitem__(self, index: int) -> Caption:
        return self._captions[index]

    def __iter__(self) -> Iterator[Caption]:
        return iter(self._captions)

    def at(self, second_s: float) -> int | None:
        """Return the index of the last caption that began by this second; None before the first."""
        index = bisect_right(self._begins, second_s) - 1
        return index if index >= 0 else None

    def between(self, begin_s: float, end_s: float) -> Sequence[Caption]:
        """Return the captions of which a part is spoken between two seconds."""
        first = max(0, bisect_left(self._begins, begin_s - LONGEST_AROUND_S) - 1)
        started = self._captions[first : bisect_right(self._begins, end_s)]
        return [each for each in started if each.begin_s >= begin_s or each.end_s > begin_s]

    def find(self, words: str) -> list[int]:
        """Return the indices of captions that contain all these words, in any case and order.

        Speech may continue in the next caption: then the caption in which it begins is found.
        """
        wanted = dict.fromkeys(words.casefold().split())
        # A word that grew by a letter is looked for only where the shorter one was found.
        self._having = {word: self._have(word) for word in wanted}
        if len(wanted) == 1:
            (only,) = self._having.values()
            return [index for index, has in enumerate(only) if has]
        every = (1 << len(wanted)) - 1
        had = [0] * len(self)
        for bit, having in enumerate(self._having.values()):
            had = [mask | (has << bit) for mask, has in zip(had, having, strict=True)]
        return [
            index
            for index, (mask, following) in enumerate(zip(had, [*had[1:], 0], strict=False))
            if mask == every or (mask and following != every and mask | following == every)
        ]

    def _have(self, word: str) -> list[bool]:
        """Return for each caption whether it contains this word."""
        if word in self._having:
            return self._having[word]
        shorter = (known for known in self._having if known in word)
        known = max(shorter, key=len, default=None)
        if known is None:
            return [word in text for text in self._folded]
        before = self._having[known]
        return [has and word in text for has, text in zip(before, self._folded, strict=True)]


def spoken(captions: Iterable[Caption]) -> Iterator[Word]:
    """Yield all words of these captions, in order; joined, they are the speech."""
    before = ""
    for caption in captions:
        for second_s, word in caption.timed_words:
            yield second_s, gap(before, word) + word
            before = ""
        before = caption.text


def _ended(ordered: Sequence[Caption]) -> list[Caption]:
    """Return the captions, each cut where another one begins that outlasts it."""
    ended: list[Caption] = []
    behind: Caption | None = None
    later: Caption | None = None
    for caption in reversed(ordered):
        if behind is not None and behind.begin_s > caption.begin_s:
            later = behind
        behind = caption
        ended.append(caption if later is None else _ended_by(later, caption))
    return ended[::-1]


def _ended_by(later: Caption, caption: Caption) -> Caption:
    is_around = later.end_s < caption.end_s <= caption.begin_s + LONGEST_AROUND_S
    is_over = caption.end_s <= later.begin_s
    return caption if is_over or is_around else replace(caption, end_s=later.begin_s)
