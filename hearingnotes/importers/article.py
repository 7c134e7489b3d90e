"""An article in markdown, or in the plain text of a web page, read as a draft."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePath

from hearingnotes.importers.citations import passages
from hearingnotes.model.draft import (
    Draft,
    LinkSource,
    Paragraph,
    ParagraphKind,
    Passage,
    Source,
    with_sources,
)
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.ulid import RANDOM_BYTES, derived_ulid, ulid

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*)")
_CLOSING_HASHES = re.compile(r"(?:^|(?<=[ \t]))#+$")
_QUOTE = re.compile(r"^ {0,3}>[ \t]?")
_ITEM = re.compile(r"^ {0,12}(?:[-+*]|\d{1,9}[.)])[ \t]+")
_BULLET = re.compile(r"^ {0,12}[-+*][ \t]+")
_FRONT = re.compile(r"\s*---[ \t]*\n((?:[\w-]+[ \t]*:.*\n)(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TITLE = re.compile(r"^title[ \t]*:[ \t]*(.+)$", re.MULTILINE | re.IGNORECASE)
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_EMPHASISED = re.compile(r"([*_])(?=[^\s*_])(.+)(?<=[^\s*_\\])\1", re.DOTALL)
# The lines that pages have below an article.
_FURNITURE = re.compile(
    r"discover more from .*|subscribe to get .*|type your email.*|subscribe|"
    r"leave a (?:comment|reply).*|share this:?.*|like this:?.*|related|loading.*",
    re.IGNORECASE,
)
_HEADLINE_LIMIT = 200
# The comment in which exports name the sources of unverified quotes.
_UNVERIFIED = re.compile(r"<!-- unverified quotes: ([^\n]{1,100000}) -->")
Passages = tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class SourceBlock:
    """The text between blank lines; `depth` is the level of a heading."""

    kind: ParagraphKind
    text: str
    depth: int = 0


def read_draft(text: str, read_utc: datetime, beside: PurePath | None = None) -> Draft:
    """Read an article; the same text gives the same paragraphs, and an id with the same end.

    Its links to files start from the folder `beside`.
    """
    found = list(blocks(text))
    while found and _FURNITURE.fullmatch(found[-1].text):
        found.pop()
    headline, found = _headline(found, _title(text))
    standfirst, found = _standfirst(found)
    digest = hashlib.sha256(text.encode()).digest()[:RANDOM_BYTES]
    found_passages = list(_passages(found, beside))
    draft = Draft(
        ulid(read_utc, digest),
        read_utc,
        headline,
        standfirst,
        paragraphs=tuple(
            Paragraph(derived_ulid(read_utc, digest.hex(), str(number)), of_block, kind)
            for number, (kind, of_block) in enumerate(found_passages)
        ),
    )
    return _with_unverified(draft, text, beside)


def _with_unverified(draft: Draft, text: str, beside: PurePath | None) -> Draft:
    """Mark the sources that the text's comments name as those of unverified quotes."""
    listed = (passages(f"(Sources: {found[1]})", beside) for found in _UNVERIFIED.finditer(text))
    unverified = {source for parts in listed for part in parts for source in part.sources}

    def marked(source: Source) -> Source:
        if isinstance(source, LinkSource) and source in unverified:
            return replace(source, is_unverified=True)
        return source

    return with_sources(draft, marked) if unverified else draft


def blocks(text: str) -> Iterator[SourceBlock]:
    """Yield the blocks in their order; a hard line break stays, other line breaks become spaces."""
    lines: list[str] = []
    text = _without_comments(_FRONT.sub("", text, count=1) if _FRONT.match(text) else text)
    for line in (*text.split("\n"), ""):
        heading = _HEADING.fullmatch(line)
        begins_anew = bool(heading or _ITEM.match(line) or _RULE.fullmatch(line)) or (
            bool(lines) and bool(_QUOTE.match(line)) != bool(_QUOTE.match(lines[0]))
        )
        if not line.strip() or begins_anew:
            yield from _block(lines)
            lines = []
        if heading is not None:
            title = _CLOSING_HASHES.sub("", heading[2].rstrip()).strip()
            yield SourceBlock(ParagraphKind.HEADING, title, len(heading[1]))
        elif line.strip() and not _RULE.fullmatch(line):
            lines.append(line)


def _block(lines: list[str]) -> Iterator[SourceBlock]:
    if not lines:
        return
    if not _QUOTE.match(lines[0]):
        lines[0] = _BULLET.sub("", lines[0], count=1)
        yield SourceBlock(ParagraphKind.TEXT, _unwrapped(lines))
        return
    # A blank line within a quote separates its paragraphs.
    quoted = "\n".join(_QUOTE.sub("", line, count=1) for line in lines)
    for part in re.split(r"\n[ \t]*\n", quoted):
        if part.strip():
            yield SourceBlock(ParagraphKind.QUOTE, _unwrapped(part.split("\n")))


def _unwrapped(lines: Iterable[str]) -> str:
    text = ""
    for line in lines:
        is_meant = line.endswith(("  ", "\\"))
        text += line.strip().removesuffix("\\" if is_meant else "") + ("\n" if is_meant else " ")
    return text.strip()


def _without_comments(text: str) -> str:
    stored, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        stored.append(text[at:start])
        at = end + 3
    return "".join((*stored, text[at:]))


def _title(text: str) -> str:
    """Return the title in the front matter (YAML); empty without one."""
    front = _FRONT.match(text)
    title = _TITLE.search(front[1]) if front else None
    return one_line(title[1].strip().strip("\"'")) if title else ""


def _headline(found: list[SourceBlock], title: str) -> tuple[str, list[SourceBlock]]:
    """Return the headline and the other blocks.

    It is the first `# `, else the title, else a first line that is no sentence, as pages begin.
    """
    at = next((at for at, block in enumerate(found) if block.depth == 1), None)
    if at is not None:
        return _line(found[at].text), [*found[:at], *found[at + 1 :]]
    if title:
        return title, found
    if len(found) > 1 and found[0].kind is ParagraphKind.TEXT and _is_headline(found[0].text):
        return _line(found[0].text), found[1:]
    return "", found


def _is_headline(text: str) -> bool:
    is_sentence = text.endswith((".", ":", ";", ")"))
    return len(text) <= _HEADLINE_LIMIT and not is_sentence and not _cites(passages(text))


def _standfirst(found: list[SourceBlock]) -> tuple[str, list[SourceBlock]]:
    """Return a first paragraph that is emphasised as a whole, and the other blocks."""
    match = _EMPHASISED.fullmatch(found[0].text) if found and not found[0].depth else None
    if match is None or _cites(passages(found[0].text)):
        return "", found
    return _line(match[2]), found[1:]


def _passages(
    found: list[SourceBlock], beside: PurePath | None
) -> Iterator[tuple[ParagraphKind, Passages]]:
    """Yield the passages of each block; a block of sources alone goes to the words before it."""
    before: tuple[ParagraphKind, Passages] | None = None
    for block in found:
        here = passages(block.text, beside)
        is_source_alone = bool(here) and not any(passage.text for passage in here)
        if is_source_alone and before is not None and before[0] is not ParagraphKind.HEADING:
            last = before[1][-1]
            sources = dict.fromkeys((*last.sources, *here[0].sources))
            before = (before[0], (*before[1][:-1], replace(last, sources=tuple(sources))))
        elif here:
            if before is not None:
                yield before
            before = (block.kind, here)
    if before is not None:
        yield before


def _cites(found: Iterable[Passage]) -> bool:
    return any(passage.sources for passage in found)


def _line(text: str) -> str:
    joined = " ".join(passage.text for passage in passages(text))
    return one_line(joined, len(joined))
