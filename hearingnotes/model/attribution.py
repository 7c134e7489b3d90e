"""Who said which line of a note's text: the name in front of it, or behind it; pure.

A name that a line of a quote begins or ends with is its speaker's, and no word of it. In front
wins: `@chair: > Thank you, @li` has both. A sign behind the name makes it a word (`> I told @li.`),
unless a sentence has ended before it. In a text without a quote only a name that follows an ended
sentence, a dash or a line break is a speaker's: `asked by @li` is a sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from hearingnotes.model.mark_signs import (
    QUOTE,
    SPEAKER,
    marks_in,
    speaker_in_front,
    without_speaker,
    without_tags,
)

Names = tuple[str, ...]

_BLANKS = " \t\n\u00a0\u3000\u200b\u200e\u200f\u061c"
_DASHES = "-—–―"
_SEPARATORS = ",，、"
_BRACKETS = {"(": ")", "[": "]", "（": "）"}
_CLOSING_QUOTES = tuple('"”»」』')
_JOINS = re.compile(r"\s*[,、，]?\s*(?:(?:and|&)\s+)?")
_SIGNS = re.compile(r"[.,;:。；：]?([\"“”’»」』]*)[.,;:。；：]?")
_NAME_ALONE = re.compile(r"(?:>[ \t]+)?(?:[-—–―]+[ \t]*)?(@[^\s:：]+?)([:：]?)[.,;]?[ \t]*")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of a note that belong together: said word for word, or not.

    `speakers` are those who said a quote, in lower case; empty where nobody is named.
    """

    text: str
    is_quote: bool = False
    speakers: Names = ()


@dataclass(frozen=True, slots=True)
class Attributed:
    """A text parted by who said what.

    `speakers` are those whose words or deeds the whole is, in lower case. `text` has each speaker
    in front of what is theirs. `behind` is where the speakers stand in the text as it was typed,
    if they do not begin it.
    """

    text: str
    blocks: tuple[Block, ...]
    speakers: Names = ()
    behind: slice | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its speakers and without the sign of a quote; `names` are as they were typed,
    `behind` where they stand behind it."""

    text: str
    is_quote: bool = False
    names: Names = ()
    behind: slice | None = None


def attributed(text: str) -> Attributed:
    """The text, without tags at its end, parted by who said what."""
    match = speaker_in_front(text)
    front = (match[1],) if match else ()
    rest = without_speaker(text)[1]
    if not any(map(_begins_quote, rest.split("\n"))):
        behind = _named_behind(text, is_quote=False) if match is None else None
        if behind is None:
            return Attributed(text, _blocks([*map(_Line, rest.split("\n"))]), _folded(front))
        blocks = _blocks([*map(_Line, behind.text.split("\n"))])
        told = f"{_in_front(behind.names)}{behind.text}"
        return Attributed(told, blocks, _folded(behind.names), behind.behind)
    # Only what stands further up was taken out of the text.
    lines = _said(rest, len(text) - len(rest), front)
    first = next(line for line in lines if line.text)
    speakers = front or (first.names if first.is_quote else ())
    told = _with_names_in_front(lines, front, f"@{match[1]}{match[2]} " if match else "")
    return Attributed(told, _blocks(lines), _folded(speakers), None if front else first.behind)


def _said(text: str, start: int, front: Names) -> list[_Line]:
    """The lines of a text with a quote, each with who said it; `front` began the text, which
    stands at `start` of the whole."""
    said: list[_Line] = []
    typed = text.split("\n")
    speaking, has_name, has_others = front, bool(front), False
    for number, line in enumerate(typed):
        alone = _NAME_ALONE.fullmatch(line)
        mark = SPEAKER.match(alone[1]) if alone else None
        read = _read(line, start, has_name=has_name)
        heads = alone is not None and _heads(typed[number + 1 : number + 2])
        is_apart = heads and line.startswith("@") and number > 0 and not typed[number - 1].strip()
        if alone and mark and not alone[2] and not is_apart and _is_open(said):
            at = slice(start + alone.start(1), start + alone.end(1))
            _claim(said, (mark[1],), at)
            speaking, has_name, has_others = (), False, True
        elif alone and mark and heads:
            speaking, has_name, has_others = (mark[1],), True, True
        elif alone or not read.is_quote:
            said.append(replace(read, is_quote=False))
            speaking = speaking if not read.text or not has_others else ()
            has_name = False
        elif read.behind is not None:
            _claim(said, read.names, read.behind)
            said.append(read)
            speaking, has_name, has_others = (), False, True
        else:
            has_others = has_others or bool(read.names)
            speaking = read.names or speaking
            said.append(replace(read, names=speaking))
            has_name = False
        start += len(line) + 1
    return said


def _read(line: str, start: int, *, has_name: bool) -> _Line:
    """A line with the names that stand on it; where it `has_name` already, none behind it is one.

    `@chair: > We will vote.` and `> @chair We will vote.` are the same.
    """
    quote = QUOTE.match(line)
    named = SPEAKER.match(line, quote.end() if quote else 0)
    if quote is None:
        quote = QUOTE.match(line, named.end()) if named else None
        if quote is None or named is None:
            return _Line("" if line.strip() == ">" else line.strip())
        return _Line(_without_filing(line[quote.end() :]), True, (named[1],))
    if has_name:
        return _Line(_without_filing(line[quote.end() :]), True)
    if named is not None and line[named.end() :].strip():
        return _Line(_without_filing(line[named.end() :]), True, (named[1],))
    words = line[quote.end() :]
    behind = _named_behind(words, is_quote=True)
    if behind is None or behind.behind is None:
        return _Line(_without_filing(words), True)
    offset = start + quote.end()
    at = slice(behind.behind.start + offset, behind.behind.stop + offset)
    return replace(behind, behind=at)


def _named_behind(text: str, *, is_quote: bool) -> _Line | None:
    """The text without the names of its speakers behind it; None where none stand there."""
    body = without_tags(text.rstrip(_BLANKS)).rstrip(_BLANKS)
    found = marks_in(body)
    if not found or not found[-1]["speaker"]:
        return None
    first = len(found) - 1
    while first and _are_joined(body, found[first - 1], found[first]):
        first -= 1
    at = slice(found[first].start(), found[-1].end())
    typed, signs = body[: at.start], body[at.stop :].strip(_BLANKS)
    words = typed.rstrip(_BLANKS)
    if words and _BRACKETS.get(words[-1]) == signs[:1] and is_quote:
        words, signs, is_apart = words[:-1].rstrip(_BLANKS), signs[1:], True
    else:
        is_apart = "\n" in typed[len(words) :]
    undashed = words.rstrip(_DASHES)
    if undashed != words and (undashed[-1:] in _BLANKS or _is_ended(undashed)):
        words, is_apart = undashed.rstrip(_BLANKS), True
    match = _SIGNS.fullmatch(signs)
    is_apart = is_apart or _is_ended(words)
    if not words or match is None or not (is_apart or (is_quote and not signs)):
        return None
    if is_quote:
        words = without_tags(words).rstrip(_SEPARATORS + _BLANKS)
    names = tuple(mark["speaker"] for mark in found[first:])
    return _Line(words + match[1], is_quote, names, at) if words else None


def _are_joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    is_both = one["speaker"] and other["speaker"]
    return bool(is_both) and _JOINS.fullmatch(text, one.end(), other.start()) is not None


def _is_ended(words: str) -> bool:
    """Whether nothing of a sentence is open at the end of these words."""
    # Late: its patterns take milliseconds to compile, and few notes have a name behind them.
    from hearingnotes.model.sentence_end import ends_sentence

    last = words.rsplit(None, 1)[-1:] or [""]
    return words.endswith(_CLOSING_QUOTES) or ends_sentence(last[0])


def _without_filing(words: str) -> str:
    """The words of a quote without tags behind a sentence: nobody said these."""
    whole = words.strip()
    kept = without_tags(whole)
    return kept if kept != whole and _is_ended(kept) else whole


def _begins_quote(line: str) -> bool:
    named = SPEAKER.match(line)
    return QUOTE.match(line, named.end() if named else 0) is not None


def _heads(following: Sequence[str]) -> bool:
    """Whether a line of a quote follows that has no name of its own in front."""
    line = next(iter(following), "")
    has_own = speaker_in_front(line) is not None or _NAME_ALONE.fullmatch(line) is not None
    return QUOTE.match(line) is not None and not has_own


def _is_open(said: Sequence[_Line]) -> bool:
    """Whether the last line with words is of a quote, and nobody is named for it."""
    last = next((line for line in reversed(said) if line.text), None)
    return last is not None and last.is_quote and not last.names


def _claim(said: list[_Line], names: Names, at: slice) -> None:
    """Put these names, which stand behind them, to the lines at the end that have none."""
    for place in reversed(range(len(said))):
        line = said[place]
        if line.names or (line.text and not line.is_quote):
            break
        if line.is_quote:
            said[place] = replace(line, names=names, behind=at)


def _with_names_in_front(lines: Sequence[_Line], front: Names, head: str) -> str:
    told, speaking = [], front
    for line in lines:
        if line.is_quote:
            name = _in_front(line.names) if line.names != speaking else ""
            speaking = line.names
            told.append(f"{name}> {line.text}")
        else:
            speaking = speaking if not line.text else front
            told.append(line.text)
    return (head + "\n".join(told)).strip()


def _in_front(names: Names) -> str:
    return f"{', '.join(f'@{name}' for name in names)}: " if names else ""


def _blocks(lines: Sequence[_Line]) -> tuple[Block, ...]:
    groups = groupby(lines, key=lambda line: (line.is_quote, line.names))
    parted = (
        Block("\n".join(line.text for line in group).strip(), is_quote, _folded(names))
        for (is_quote, names), group in groups
    )
    return tuple(block for block in parted if block.text)


def _folded(names: Names) -> Names:
    return tuple(name.casefold() for name in names)
