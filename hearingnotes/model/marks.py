"""The plain-text marks of a note: `# ` a section, `> ` a quote, `@speaker`, `#tag`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from hearingnotes.model.attribution import Block, attributed
from hearingnotes.model.mark_signs import (
    MARK,
    OPENS,
    SECTION,
    marks_in,
    speaker_in_front,
    without_tags,
)

__all__ = [
    "MARK",
    "Block",
    "Marks",
    "in_words",
    "mark_at",
    "mark_parts",
    "read_marks",
    "with_speaker",
]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one text.

    `section` is the title in its first line. `speakers` are those whose words or deeds the note is,
    mostly one: the name that begins it, or that stands behind the quote or the sentences that begin
    it. `mentions` and `tags` are all names and tags, without their sign, in lower case, in the
    order written. `prose` is the text without the section's line and without tags at its end, each
    speaker in front of their words. `blocks` are the prose without the speakers and without the
    signs of quotes.
    """

    section: str = ""
    speakers: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    prose: str = ""
    blocks: tuple[Block, ...] = ()

    @property
    def speaker(self) -> str:
        """The first of the speakers; empty without any."""
        return self.speakers[0] if self.speakers else ""

    @property
    def is_quote(self) -> bool:
        """Whether any part of the text is quoted word for word."""
        return any(block.is_quote for block in self.blocks)

    @property
    def has_words(self) -> bool:
        """Whether the text has more than the name of a speaker."""
        return bool(self.blocks or self.section or self.tags)

    @property
    def kind(self) -> str:
        """The kind of note: `section`, `quote` or `note`."""
        return "section" if self.section else "quote" if self.is_quote else "note"


@lru_cache(maxsize=1 << 14)
def read_marks(text: str) -> Marks:
    """Read the marks of a note's text."""
    pairs = [(match.lastgroup, match[match.lastgroup or 0].casefold()) for match in marks_in(text)]
    section, rest = _without_section(text.strip())
    attribution = attributed(without_tags(rest))
    return Marks(
        section=section,
        speakers=attribution.speakers,
        mentions=tuple(dict.fromkeys(name for sign, name in pairs if sign == "speaker")),
        tags=tuple(dict.fromkeys(name for sign, name in pairs if sign == "tag")),
        prose=attribution.text,
        blocks=attribution.blocks,
    )


def in_words(text: str, names: Mapping[str, str]) -> str:
    """Return the text with each `@name` as the full name, and each `#tag` as its word.

    `names` has lower-case marks without their sign; a speaker who is not in it keeps the typed
    name.
    """

    def word(match: re.Match[str]) -> str:
        mark = match["speaker"] or match["tag"]
        return names.get(mark.casefold(), mark) if match["speaker"] else mark

    return MARK.sub(word, text) if "@" in text or "#" in text else text


def mark_parts(text: str) -> list[tuple[str, bool]]:
    """Split the text into parts, each with whether it is a mark."""
    parts, done = [], 0
    for match in marks_in(text):
        parts += [(text[done : match.start()], False), (match[0], True)]
        done = match.end()
    return [part for part in (*parts, (text[done:], False)) if part[0]]


def mark_at(text: str, cursor: int) -> str:
    """Return the mark that ends at the cursor while it is typed, with its sign; empty without
    one."""
    match = re.search(rf"{OPENS}[@#][\w-]*$", text[:cursor])
    return match[0] if match else ""


def with_speaker(text: str, speaker: str) -> str:
    """Return the text with this speaker: in place of the one it has, or in front.

    Below the line of a section, since that is where its speaker is read.
    """
    rest = text.lstrip()
    title, line_break, below = rest.partition("\n")
    is_section = SECTION.match(title) is not None
    rest = below.lstrip() if is_section else rest
    head = text[: len(text) - len(rest)] + ("\n" if is_section and not line_break else "")
    match = speaker_in_front(rest)
    if match is not None:
        return f"{head}{rest[: match.start()]}@{speaker}{match[2]} {rest[match.end() :]}"
    behind = attributed(without_tags(rest.rstrip())).behind
    if behind is not None:
        return f"{head}{rest[: behind.start]}@{speaker}{rest[behind.stop :]}"
    return f"{head}@{speaker}: {rest}"


def _without_section(text: str) -> tuple[str, str]:
    match = SECTION.match(text)
    if match is None:
        return "", text
    title, _, rest = text[match.end() :].partition("\n")
    return without_tags(title).strip() or title.strip(), rest.strip()
