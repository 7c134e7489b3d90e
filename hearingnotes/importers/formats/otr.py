"""A transcript of oTranscribe: JSON around a text in HTML, with its times as spans."""

import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import unescape
from pathlib import PurePath

from hearingnotes.files import SourceFile
from hearingnotes.importers.incoming import USUAL_MARGIN_S, ImportedHearing, ImportedNote
from hearingnotes.importers.registry import Importer
from hearingnotes.importers.values import instant_in, link_in
from hearingnotes.model.sanitize import one_line, printable
from hearingnotes.model.timecode import second_in

_LATEST_S = 1e9
_BREAKS = frozenset({"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "tr"})
# Only the HTML that an editor writes: the parser for all of it takes an hour for a bad file.
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*+)(?P<given>[^<>]*)>", re.IGNORECASE)
_GIVEN = re.compile(r"""(?<![\w-])([\w-]++)=(?:"([^"]*)"|'([^']*)')""")
_Piece = tuple[float | None, list[str]]
# The time that exports write before a note without a place in the recording.
_BY_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) ([+-]\d\d)(\d\d)\u00a0(.*)", re.DOTALL)


def read(source: SourceFile) -> ImportedHearing:
    """Read a note from each time to the next; raises HearingnotesError for what is no transcript.

    The text before the first time was spoken anywhere before it.
    """
    try:
        transcript = json.loads(source.text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        what = "this is no transcript of oTranscribe; export it there anew."
        raise source.error(what, line) from error
    text = transcript.get("text") if isinstance(transcript, dict) else None
    if not isinstance(text, str):
        raise source.error("there is no text in it; export it anew from oTranscribe.")
    media = one_line(str(transcript.get("media") or ""))
    return ImportedHearing(
        title=PurePath(media).stem if "://" not in media else "",
        recording=link_in(str(transcript.get("media-source") or "")),
        notes=tuple(_notes(_pieces(text))),
    )


def _notes(pieces: list[_Piece]) -> Iterator[ImportedNote]:
    first_s = next((second_s for second_s, _ in pieces if second_s is not None), 0.0)
    for second_s, words in pieces:
        margin_s = USUAL_MARGIN_S if second_s is not None else max(first_s or 0.0, USUAL_MARGIN_S)
        notes = [ImportedNote("", second_s or 0.0, margin_s)]
        for line in filter(None, (line.strip(" \t") for line in "".join(words).split("\n"))):
            utc, text = _by_clock(line)
            if utc is not None:
                notes.append(ImportedNote("", utc=utc))
            notes[-1] = replace(notes[-1], text=f"{notes[-1].text}\n{text}".strip())
        yield from (note for note in notes if note.text)


def _by_clock(line: str) -> tuple[datetime | None, str]:
    """Return the instant that begins a line, and the words behind it."""
    match = _BY_CLOCK.fullmatch(line)
    utc = instant_in(f"{match[1]}{match[2]}:{match[3]}") if match is not None else None
    return (utc, printable(match[4]).strip()) if match and utc else (None, printable(line).strip())


def _pieces(html: str) -> list[_Piece]:
    """Return the visible text, divided at its times."""
    pieces: list[_Piece] = [(None, [])]
    done, stamp_depth = 0, 0
    for tag in _TAG.finditer(html):
        if not stamp_depth:
            pieces[-1][1].append(unescape(html[done : tag.start()]).replace("\n", " "))
        done = tag.end()
        name, is_end = tag["name"].casefold(), bool(tag["end"])
        if stamp_depth:
            stamp_depth += (name == "span") * (-1 if is_end else 1)
        elif name in _BREAKS:
            pieces[-1][1].append("\n")
        elif name == "span" and (second_s := _stamp(tag["given"])) is not None:
            pieces.append((second_s, []))
            stamp_depth = 1
    pieces[-1][1].append(unescape(html[done:]) if not stamp_depth else "")
    return pieces


def _stamp(given: str) -> float | None:
    """Return the second of a timestamp with these attributes; None for any other span."""
    attributes = {match[1].casefold(): match[2] or match[3] for match in _GIVEN.finditer(given)}
    if "timestamp" not in attributes.get("class", "").split():
        return None
    return _second(attributes.get("data-timestamp", ""))


def _second(text: str) -> float | None:
    """Read a second, with any number of digits, as programs write them."""
    try:
        second_s = float(text)
    except ValueError:
        return second_in(text)
    return second_s if math.isfinite(second_s) and 0 <= second_s <= _LATEST_S else None


IMPORTER = Importer("otr", "a transcript, from oTranscribe", (".otr",), read)
