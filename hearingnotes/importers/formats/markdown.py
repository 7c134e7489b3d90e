"""Markdown: an article with its sources becomes a draft, a log of ours becomes notes."""

import re
from collections.abc import Iterator

from hearingnotes.importers.article import blocks, read_draft
from hearingnotes.importers.citing import plain
from hearingnotes.importers.importer import Importer
from hearingnotes.importers.incoming import Incoming, IncomingNote
from hearingnotes.importers.source import Source
from hearingnotes.importers.values import instant_in, link_in, second_in
from hearingnotes.model.draft import Kind
from hearingnotes.model.plain_text import one_line, printable

_LOGGED = re.compile(
    r"[ \t]*(?:[-+*]|(?P<section>#{2,6}))[ \t]+"
    r"(?:\[(?P<stamp>[~\d:.]+)\]\((?P<link>(?:\\.|[^\\\s])+?)\)(?:[ ]\(±(?P<margin>\d{1,9})s\))?"
    r"|(?P<utc>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}))(?:[ ](?P<text>.*))?"
)


def read(source: Source) -> Incoming:
    """The notes of a log, or the article; raises Trouble when there is nothing in it."""
    text = printable(source.text)
    logged = list(filter(None, map(_LOGGED.fullmatch, text.split("\n"))))
    prose = [block for block in blocks(text) if block.kind is not Kind.HEADING]
    if logged and len(prose) <= 2 * sum(not match["section"] for match in logged):
        title = next((block.text for block in blocks(text) if block.depth == 1), "")
        return Incoming(title=one_line(plain(title)), notes=tuple(_notes(logged)))
    draft = read_draft(text, source.read_utc, source.beside)
    if not draft.paragraphs:
        raise source.trouble("there is nothing to read in it; name the right file.")
    return Incoming(draft=draft)


def _notes(logged: list[re.Match[str]]) -> Iterator[IncomingNote]:
    for match in logged:
        text = plain(match["text"] or "")
        text = f"# {text}" if match["section"] and text else text
        if match["utc"]:
            day, time, zone = match["utc"].split(" ")
            utc = instant_in(f"{day}T{time}{zone[:3]}:{zone[3:]}")
            if utc is not None:
                yield IncomingNote(text, utc=utc)
            continue
        link = link_in(plain(match["link"]))
        second_s = second_in(match["stamp"])
        if second_s is not None:
            yield IncomingNote(text, second_s, float(match["margin"] or 1), link=link)


IMPORTER = Importer(
    "markdown", "an article with its sources, or a log", (".md", ".markdown"), read, 4 << 20
)
