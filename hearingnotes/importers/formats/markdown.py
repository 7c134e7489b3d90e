"""Markdown: an article with its sources becomes a draft, a log of this program becomes notes."""

import re
from collections.abc import Iterator
from dataclasses import replace

from hearingnotes.files import SourceFile
from hearingnotes.importers.article import blocks, read_draft
from hearingnotes.importers.citations import plain
from hearingnotes.importers.incoming import ImportedHearing, ImportedNote
from hearingnotes.importers.registry import Importer
from hearingnotes.importers.values import instant_in, link_in
from hearingnotes.model.draft import ParagraphKind
from hearingnotes.model.sanitize import one_line, printable
from hearingnotes.model.timecode import second_in

_LOGGED = re.compile(
    r"[ \t]*(?:[-+*]|(?P<section>#{2,6}))[ \t]+"
    r"(?:\[(?P<stamp>[~\d:.]+)\]\((?P<link>(?:\\.|[^\\\s])+?)\)(?:[ ]\(±(?P<margin>\d{1,9})s\))?"
    r"|(?P<utc>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}))(?:[ ](?P<text>.*))?"
)
# The words that a log of this program has behind a quote from captions.
_UNVERIFIED = re.compile(r" \(unverified quote\)(?=(?: #[\w-]+)*$)")


def read(source: SourceFile) -> ImportedHearing:
    """Read the notes of a log, or the article; raises HearingnotesError when there is nothing in
    it."""
    text = printable(source.text)
    logged = list(filter(None, map(_LOGGED.fullmatch, text.split("\n"))))
    prose = [block for block in blocks(text) if block.kind is not ParagraphKind.HEADING]
    if logged and len(prose) <= 2 * sum(not match["section"] for match in logged):
        title = next((block.text for block in blocks(text) if block.depth == 1), "")
        return ImportedHearing(title=one_line(plain(title)), notes=tuple(_notes(logged)))
    draft = read_draft(text, source.read_utc, source.beside)
    if not draft.paragraphs:
        raise source.error("there is nothing to read in it; name the right file.")
    return ImportedHearing(draft=draft)


def _notes(logged: list[re.Match[str]]) -> Iterator[ImportedNote]:
    for match in logged:
        note = _worded(match["text"] or "", is_section=match["section"] is not None)
        if match["utc"]:
            day, time, zone = match["utc"].split(" ")
            utc = instant_in(f"{day}T{time}{zone[:3]}:{zone[3:]}")
            if utc is not None:
                yield replace(note, utc=utc)
            continue
        link = link_in(plain(match["link"]))
        second_s = second_in(match["stamp"])
        if second_s is not None:
            margin_s = float(match["margin"] or 1)
            yield replace(note, second_s=second_s, margin_s=margin_s, link=link)


def _worded(logged: str, *, is_section: bool) -> ImportedNote:
    """Return a note without its place. A ✓ in the file proves nothing, and does not verify it."""
    text_line = plain(logged)
    text = text_line.removeprefix("★ ").removeprefix("✓ ")
    words = _UNVERIFIED.sub("", text)
    return ImportedNote(
        f"# {words}" if is_section and words else words,
        starred=text_line.startswith("★ "),
        from_captions=words != text,
    )


IMPORTER = Importer(
    "markdown", "an article with its sources, or a log", (".md", ".markdown"), read, 4 << 20
)
