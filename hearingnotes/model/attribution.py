"""The speakers of a note's lines: the name in front of a line or behind it; pure.

A name at the end of a quote's line is its speaker only where an ended sentence, a dash or a bracket
separates it from the words, or where it has a line of its own. Any other name is a word of the
quote (`> I yield to @li`). A name in front wins: `@chair: > Thank you. @li` has both. Whether names
on lines of their own belong to the lines below or above is decided for the note as a whole; where
that is unclear, nobody is the speaker. In a text without a quote, only a name behind an ended
sentence is the speaker, and only if it is the only name: `Absent: @li` and roll calls stay as they
are.
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
_COLONS = (":", "：")
_BRACKETS = {"(": ")", "[": "]", "（": "）"}
_CLOSING = ")]\"'”’»」』）》〉"
_JOINS = re.compile(r"\s*[,、，]?\s*(?:(?:and|&)\s+)?")
_SIGNS = re.compile(r"[.,;:。；：]?([\"“”’»」』]*)[.,;:。；：]?")
# With a full stop behind the sign of a quote, it is all of an answer: `> @li.`
_NAME_ALONE = re.compile(
    r"(?:>[ \t]+(?!\S*[.,;]))?(?P<dash>[-—–―]+[ \t]*)?"
    r"(?P<name>@[^\s:：]+?)(?P<colon>[:：]?)[.,;]?[ \t]*"
)


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of a note, either all quoted word for word or none.

    `speakers` are the speakers of a quote, in lower case; empty where none is named.
    """

    text: str
    is_quote: bool = False
    speakers: Names = ()


@dataclass(frozen=True, slots=True)
class Attributed:
    """A text divided by speaker.

    `speakers` are those whose words or deeds the whole text is, in lower case. `text` has each
    speaker in front of their words. `behind` is the slice of the typed text where the speakers
    stand, if they do not begin it.
    """

    text: str
    blocks: tuple[Block, ...]
    speakers: Names = ()
    behind: slice | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its speakers and without the sign of a quote.

    `names` are the speakers as typed, `behind` is their slice where they stand behind the line. For
    a name on a line of its own, `sign` is the dash in front of it, the colon behind it, or the name
    itself.
    """

    text: str
    is_quote: bool = False
    names: Names = ()
    behind: slice | None = None
    sign: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the line is quoted and names no speaker itself."""
        return self.is_quote and not self.names


def attributed(text: str) -> Attributed:
    """Divide the text by speaker, without the tags at its end."""
    match = speaker_in_front(text)
    front = (match[1],) if match else ()
    rest = without_speaker(text)[1]
    # Only what stands further up was taken out of the text.
    typed = _typed(rest, len(text) - len(rest), has_name=bool(front))
    if not any(line.is_quote for line in typed):
        is_one_line = match is None and "\n" not in text
        behind = _named_behind(text, is_quote=False) if is_one_line else None
        if behind is None:
            return Attributed(text, _blocks([_Line(rest)]), _folded(front))
        parts = f"{_in_front(behind.names)}{behind.text}"
        return Attributed(
            parts, _blocks([_Line(behind.text)]), _folded(behind.names), behind.behind
        )
    lines = _attributed_lines(typed, front)
    first = next(line for line in lines if line.text)
    speakers = front or first.names
    parts = _with_names_in_front(lines, front, f"@{match[1]}{match[2]} " if match else "")
    return Attributed(parts, _blocks(lines), _folded(speakers), None if front else first.behind)


def _typed(text: str, start: int, *, has_name: bool) -> list[_Line]:
    """Return the lines of a text, each with the names on it.

    The text begins at index `start` of the whole. `has_name` says that its first line already has a
    speaker in front.
    """
    lines: list[_Line] = []
    for line in text.split("\n"):
        lines.append(_read(line, start, has_name=has_name))
        has_name = lines[-1].sign in _COLONS
        start += len(line) + 1
    return lines


def _read(line: str, start: int, *, has_name: bool) -> _Line:
    """Return a line with the names on it; where it `has_name` already, no name behind it counts.

    `@chair: > We will vote.` and `> @chair We will vote.` are equivalent.
    """
    alone = _NAME_ALONE.fullmatch(line)
    mark = SPEAKER.match(alone["name"]) if alone else None
    if alone and mark:
        at = slice(start + alone.start("name"), start + alone.end("name"))
        sign = alone["colon"] or alone["dash"] or alone["name"]
        return _Line(line, names=(mark[1],), behind=at, sign=sign)
    quote = QUOTE.match(line)
    named = SPEAKER.match(line, quote.end() if quote else 0)
    quote = quote or (QUOTE.match(line, named.end()) if named else None)
    if quote is None:
        return _Line("" if line.strip() == ">" else line.rstrip())
    if named and (named.start() == 0 or not has_name):
        return _Line(_without_filing(line[max(named.end(), quote.end()) :]), True, (named[1],))
    words = line[quote.end() :]
    behind = None if has_name else _named_behind(words, is_quote=True)
    if behind is None or behind.behind is None:
        return _Line(_without_filing(words), True)
    offset = start + quote.end()
    at = slice(behind.behind.start + offset, behind.behind.stop + offset)
    return replace(behind, behind=at)


def _attributed_lines(typed: Sequence[_Line], front: Names) -> list[_Line]:
    """Return the lines with the speakers of each; `front` is the name that begins the text.

    A name covers more than its nearest line only where all names stand in front, or all behind.
    """
    first = next(line for line in typed if line.text)
    leads = not first.is_quote and "@" not in first.text and first.text.endswith(_COLONS)
    own = [line for line in typed if line.is_quote and line.names]
    has_front = bool(front) and (first.is_quote or leads)
    has_front = has_front or any(line.behind is None for line in own)
    alone = _place_of_names(typed, has_front=has_front)
    has_front = has_front or alone == "above"
    has_behind = alone == "below" or any(line.behind for line in own)
    is_of_one_kind = not (has_front and has_behind) and alone != "unclear"
    attributed_lines: list[_Line] = []
    speaking = front
    for line in typed:
        if line.sign and alone == "above":
            speaking = line.names
        elif line.sign and alone == "below":
            while not attributed_lines[-1].text:
                attributed_lines.pop()
            _claim(attributed_lines, line)
        elif not line.is_quote:
            attributed_lines.append(_Line(line.text))
            speaking = speaking if not line.text or (line is first and leads) else ()
        else:
            if line.behind and is_of_one_kind:
                _claim(attributed_lines, line)
            attributed_lines.append(replace(line, names=line.names or speaking))
            speaking = attributed_lines[-1].names if is_of_one_kind and line.behind is None else ()
    return attributed_lines


def _place_of_names(typed: Sequence[_Line], *, has_front: bool) -> str:
    """Return where names on lines of their own stand: `above` their words, or `below`.

    Return `unclear` where some may be neither or both, and an empty text where there are none.
    """
    alone = [at for at, line in enumerate(typed) if line.sign]
    is_above = all(_is_above(typed, at) for at in alone)
    is_below = all(_is_below(typed, at) for at in alone)
    if not alone:
        return ""
    if is_above and (has_front or not is_below):
        return "above"
    return "below" if is_below and not (is_above or has_front) else "unclear"


def _is_above(typed: Sequence[_Line], at: int) -> bool:
    following = typed[at + 1 : at + 2]
    return typed[at].sign[0] not in _DASHES and any(line.is_open for line in following)


def _is_below(typed: Sequence[_Line], at: int) -> bool:
    before = next((line for line in reversed(typed[:at]) if line.text), None)
    if before is None or not before.is_open or before.text.endswith(_COLONS):
        return False
    is_apart = not typed[at - 1].text and _is_above(typed, at)
    return typed[at].sign not in _COLONS and not is_apart


def _claim(lines: list[_Line], by: _Line) -> None:
    """Give the names behind a quote to the lines at its end that have no speaker yet."""
    for place in reversed(range(len(lines))):
        if not lines[place].is_open:
            break
        lines[place] = replace(lines[place], names=by.names, behind=by.behind)


def _named_behind(text: str, *, is_quote: bool) -> _Line | None:
    """Return the text without the speakers' names behind it; None where there are none."""
    body = without_tags(text.rstrip(_BLANKS)).rstrip(_BLANKS)
    found = marks_in(body)
    if not found or not found[-1]["speaker"]:
        return None
    first = len(found) - 1
    while first and _are_joined(body, found[first - 1], found[first]):
        first -= 1
    others = (mark for mark in found[:first] if mark["speaker"])
    if any(not is_quote or _is_parted(body[: mark.start()]) for mark in others):
        return None
    at = slice(found[first].start(), found[-1].end())
    words, signs = body[: at.start].rstrip(_BLANKS), body[at.stop :].strip(_BLANKS)
    is_apart = is_quote and _is_parted(words)
    if is_quote and words.endswith(tuple(_BRACKETS)):
        if _BRACKETS[words[-1]] != signs[:1]:
            return None
        words, signs = words[:-1].rstrip(_BLANKS), signs[1:]
    undashed = words.rstrip(_DASHES)
    if undashed[-1:] in _BLANKS or _is_ended(undashed):
        words = undashed.rstrip(_BLANKS)
    words = _without_filing(words) if is_quote else words
    match = _SIGNS.fullmatch(signs)
    if not words or match is None or not (_is_ended(words) or (is_apart and not signs)):
        return None
    names = tuple(mark["speaker"] for mark in found[first:])
    return _Line(words + match[1], is_quote, names, at)


def _are_joined(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    is_both = one["speaker"] and other["speaker"]
    return bool(is_both) and _JOINS.fullmatch(text, one.end(), other.start()) is not None


def _is_parted(words: str) -> bool:
    """Return whether these words of a quote are separated from a name behind them."""
    words = words.rstrip(_BLANKS)
    undashed = words.rstrip(_DASHES)
    is_hyphen = undashed + "-" == words and undashed[-1:] not in _BLANKS
    is_dash = undashed != words and not is_hyphen and not undashed.rstrip(_BLANKS).endswith(_COLONS)
    return is_dash or words.endswith(tuple(_BRACKETS)) or _is_ended(words)


def _is_ended(words: str) -> bool:
    """Return whether a sentence ends with these words."""
    # Late: its patterns take milliseconds to compile, and few notes have a name behind them.
    from hearingnotes.model.sentence_end import ends_sentence

    last = words.rsplit(None, 1)[-1:] or [""]
    return ends_sentence(last[0].rstrip(_CLOSING))


def _without_filing(words: str) -> str:
    """Return the words of a quote without tags behind an ended sentence: nobody said these."""
    whole = words.strip()
    stored = without_tags(whole)
    return stored if stored != whole and _is_ended(stored) else whole


def _with_names_in_front(lines: Sequence[_Line], front: Names, head: str) -> str:
    parts, speaking = [], front
    for line in lines:
        if line.is_quote:
            if speaking and not line.names:
                parts.append("")
            name = _in_front(line.names) if line.names != speaking else ""
            speaking = line.names
            parts.append(f"{name}> {line.text}")
        else:
            speaking = speaking if not line.text or not parts else ()
            parts.append(line.text)
    return (head + "\n".join(parts)).strip()


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
