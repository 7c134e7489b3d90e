"""A page to publish or print: one file that fetches nothing and runs nothing."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hearingnotes.export.addresses import is_on_the_web, shown_name
from hearingnotes.export.document import HearingDocument, NoteEntry, RenderOptions, render_hearing
from hearingnotes.export.format import ExportFormat, Pictures
from hearingnotes.model.hearing import Recording
from hearingnotes.model.links import write_link
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timecode import format_time

TEMPLATES = Path(__file__).parent.parent / "templates"
TITLE_LIMIT = 80
LABEL_WIDTH = 5.0
"""The width of a label in percent: that of two digits on a phone."""
_NUMBERED = re.compile(r"(\d{1,3}[a-z]?)[.)]\s")


@dataclass(frozen=True, slots=True)
class Tick:
    """A note on the strip of its recording.

    `x` is its position in percent. `label` is the number of the section that begins there, its own
    or the page's, where there is space for it.
    """

    x: float
    link: str
    title: str
    is_section: bool
    label: str


@dataclass(frozen=True, slots=True)
class Strip:
    """A recording, its address, and the notes in it; `length` is that of the strip."""

    title: str
    address: str
    length: str
    ticks: tuple[Tick, ...]


def _write(snapshot: HearingSnapshot, options: RenderOptions) -> str:
    # Late: Jinja takes a while to import.
    from hearingnotes.export.templates import write_template

    story = render_hearing(snapshot, options)
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return write_template(
        TEMPLATES / "page.html.jinja",
        story=story,
        recordings=_strips(story, options),
        numbers_sections=not any(map(_own_number, _titles(story))),
        style=style,
        style_digest=b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _strips(story: HearingDocument, options: RenderOptions) -> list[Strip]:
    has_own = any(map(_own_number, _titles(story)))
    sections = {
        entry.id: _own_number(entry.section) if has_own else str(number)
        for number, entry in enumerate(_heads(story), 1)
    }
    placed: list[list[tuple[float, NoteEntry]]] = [[] for _ in story.recordings]
    for entry in story.entries:
        if entry.second_s is not None:
            placed[entry.recording - 1].append((entry.second_s, entry))
    return [
        _strip(recording, sorted(notes, key=lambda pair: pair[0]), sections, options)
        for recording, notes in zip(story.recordings, placed, strict=True)
    ]


def _heads(story: HearingDocument) -> list[NoteEntry]:
    return [section.head for section in story.sections if section.head is not None]


def _titles(story: HearingDocument) -> list[str]:
    return [entry.section for entry in _heads(story)]


def _own_number(title: str) -> str:
    """Return the number at the beginning of a title, as in agendas: a second one would mislead."""
    match = _NUMBERED.match(title)
    return match[1] if match else ""


def _strip(
    recording: Recording,
    notes: list[tuple[float, NoteEntry]],
    sections: dict[str, str],
    options: RenderOptions,
) -> Strip:
    last_s = max((second_s for second_s, _ in notes), default=0.0)
    length_s = recording.duration_s or last_s
    ticks = tuple(_ticks(notes, length_s, sections))
    address = _address(recording, options)
    return Strip(shown_name(recording), address, format_time(length_s), ticks)


def _ticks(
    notes: list[tuple[float, NoteEntry]], length_s: float, sections: dict[str, str]
) -> Iterator[Tick]:
    labelled = -LABEL_WIDTH
    for second_s, entry in notes:
        x = round(min(100.0, 100 * second_s / length_s), 3) if length_s else 0.0
        number, label = sections.get(entry.id), ""
        if number and x - labelled >= LABEL_WIDTH:
            labelled, label = x, number
        title = f"{entry.stamp} {one_line(entry.line, TITLE_LIMIT)}"
        yield Tick(x, entry.link, title, number is not None, label)


def _address(recording: Recording, options: RenderOptions) -> str:
    """Return the address of the recording's page; for a file, a path that does not reveal the
    disk."""
    if is_on_the_web(recording.url):
        return recording.url
    link = write_link(recording.platform, recording.key, 0, options.link_style, options.beside)
    return link.removesuffix("#t=0")


FORMATS = (
    ExportFormat(
        "html",
        "a page, to publish or to print",
        (".html", ".htm"),
        _write,
        "<!-- {} -->",
        Pictures.EMBEDDED,
    ),
)
