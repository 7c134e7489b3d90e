"""The page, as a browser would understand it: whole, safe, and with every note's words."""

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from justhtml import Element, JustHTML

from hearingnotes.export.addresses import may_be_link
from hearingnotes.export.document import NoteEntry
from hearingnotes.export.registry import get_format
from hearingnotes.export.writer import sign
from hearingnotes.model.hearing import Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from tests.export.conftest import HEARING, NOW, RECORDING, note
from tests.export.html_reading import attribute, found, read_html, text_of
from tests.hostile_text import OPTIONS, document_of_snapshot, hearings

FORMAT = get_format("html")
ROSTER = Roster((Speaker("chair", "Shahana Hanif", "Chair"),))
FETCHING = "script, img, iframe, object, embed, video, audio, source, base, form, input, use, image"
LINK = "https://youtu.be/4LBmWqYuuDY&t="


def page_of(
    *notes: Note, recordings: tuple[Recording, ...] = (RECORDING,), agenda: tuple[str, ...] = ()
) -> JustHTML:
    hearing = replace(HEARING, roster=ROSTER, agenda=agenda)
    return read_back(HearingSnapshot(hearing, Timeline(recordings), notes))


def read_back(snapshot: HearingSnapshot) -> JustHTML:
    return read_html(sign(FORMAT.write(snapshot, OPTIONS), FORMAT.comment))


def words_of(page: JustHTML | Element, selector: str) -> list[list[str]]:
    return [text_of(element).split() for element in found(page, selector)]


def texts_in(page: JustHTML | Element, selector: str) -> list[str]:
    return [" ".join(words) for words in words_of(page, selector)]


# --- what is there ---


def test_the_page_begins_with_title_body_date_and_recordings() -> None:
    page = page_of(note(1, "levy", 5.0))
    assert texts_in(page, "h1") == texts_in(page, "head > title") == ["Council"]
    assert texts_in(page, ".held") == ["City, 16 January 2026"]
    assert attribute(found(page, ".held time")[0], "datetime") == "2026-01-16"
    (recording,) = found(page, "figcaption a")
    assert attribute(recording, "href") == RECORDING.url


def test_a_note_on_the_page_has_link_speaker_role_quote_tags_and_flags() -> None:
    typed = "@chair > We will vote.\nApplause #budget #tax"
    quoted = replace(note(1, typed, 6935.9), starred=True, verified=True)
    said = note(2, "@chair opens <it>", 6940.0)
    first, second = found(page_of(quoted, said), ".note")
    (stamp,) = found(first, "a.stamp")
    assert (attribute(stamp, "href"), text_of(stamp)) == (f"{LINK}6935", "1:55:35")
    assert texts_in(first, ".who") == ["Shahana Hanif (Chair)"]
    assert texts_in(first, "blockquote") == ["We will vote."]
    assert texts_in(first, ".text") == ["Applause"]
    assert texts_in(first, ".marks span") == ["★ starred", "✓ verified", "#budget", "#tax"]
    assert texts_in(second, ".text") == ["Shahana Hanif (Chair) opens <it>"]
    assert texts_in(second, ".marks") == []


def test_the_page_shows_margins_and_the_time_of_day_of_notes_without_a_place() -> None:
    doubtful = note(1, "levy", 5.0)
    doubtful = replace(doubtful, moment=replace(doubtful.moment, frame_s=16.0))
    page = page_of(doubtful, note(2, "corridor"))
    assert texts_in(page, ".when") == ["0:05 ±16s", "10:00:00 -0500"]
    assert attribute(found(page, ".when time")[0], "datetime") == "2026-01-16T15:00:00+00:00"


def test_sections_of_the_page_are_headings_that_the_contents_link_to() -> None:
    notes = [note(1, "before", 1.0), note(2, "# A", 5.0), note(3, "in A", 6.0), note(4, "# B", 9.0)]
    page = page_of(*notes)
    links = [attribute(link, "href") for link in found(page, "nav a")]
    assert links == ["#s1", "#s2"]
    assert texts_in(page, "nav a") == ["A", "B"]
    assert [attribute(heading, "id") for heading in found(page, "h2")] == ["s1", "s2"]
    assert texts_in(page, "main > section .when") == ["0:01", "0:05", "0:06", "0:09"]
    assert [len(found(section, ".note")) for section in found(page, "main > section")] == [1, 2, 1]
    assert found(page_of(note(1, "no section", 1.0)), "nav") == []


def test_sections_of_the_page_with_agenda_numbers_get_no_second_number() -> None:
    page = page_of(
        note(1, "# Roll call", 5.0), note(2, "# 1. Shelter beds", 50.0), note(3, "# 2) Vote", 90.0)
    )
    assert texts_in(page, "h2") == ["Roll call", "1. Shelter beds", "2) Vote"]
    assert attribute(found(page, "nav ol")[0], "class") == "own"
    assert texts_in(page, "svg text") == ["1", "2"]


def test_agenda_items_that_were_not_called_stand_at_the_end_of_the_page() -> None:
    page = page_of(note(1, "# Item 1: Roads", 5.0), agenda=("Item 1: Roads", "Item 2: <Parks>"))
    assert texts_in(page, "main > section:last-child li") == ["Item 2: <Parks>"]
    assert found(page_of(note(1, "levy", 5.0)), "#left") == []


@pytest.mark.parametrize(
    ("duration_s", "places", "length"),
    [(200.0, ["25.0%", "50.0%", "100.0%"], "3:20"), (None, ["12.5%", "25.0%", "100.0%"], "6:40")],
)
def test_the_strip_of_the_page_shows_where_the_notes_lie(
    duration_s: float | None, places: list[str], length: str
) -> None:
    notes = (note(1, "a", 50.0), note(2, "# B", 100.0), note(3, "c & d", 400.0))
    page = page_of(*notes, recordings=(replace(RECORDING, duration_s=duration_s),))
    ticks = found(page, "svg a")
    assert [attribute(tick, "href") for tick in ticks] == [f"{LINK}{at}" for at in (50, 100, 400)]
    assert texts_in(page, "svg a title") == ["0:50 a", "1:40 B", "6:40 c & d"]
    assert [attribute(found(tick, "rect")[0], "x") for tick in ticks] == places
    assert texts_in(page, "svg text") == ["1"]
    assert texts_in(page, ".ends span") == ["0:00", length]


def test_sections_on_the_strip_of_the_page_are_numbered_where_they_fit() -> None:
    seconds = (0.0, 4.0, 5.0, 60.0, 64.9, 66.0)
    notes = [note(at, f"# {at}", second_s) for at, second_s in enumerate(seconds)]
    page = page_of(*notes, recordings=(replace(RECORDING, duration_s=100.0),))
    assert texts_in(page, "svg text") == ["1", "3", "4", "6"]
    assert len(found(page, "svg rect.head")) == 6


def test_every_recording_with_notes_has_a_strip_on_the_page() -> None:
    other = replace(RECORDING, id="R2", key="aaaaaaaaaaa", title="Second camera")
    there = replace(note(2, "there"), moment=Moment(NOW, "R2", 0.0, 0.0, 0.04))
    page = page_of(note(1, "here", 5.0), there, recordings=(RECORDING, other))
    assert texts_in(page, "figcaption") == [
        f"Recording 1: {RECORDING.url}",
        "Recording 2: Second camera",
    ]
    assert [len(found(strip, "a")) for strip in found(page, "svg")] == [1, 1]
    assert texts_in(page, ".when") == ["0:05", "0:00 recording 2"]


def test_the_page_links_to_a_file_from_where_it_lies_without_its_folder() -> None:
    path = "/home/ana/media/the hearing.mp4"
    recording = replace(RECORDING, platform="local_file", key=path, url=path)
    snapshot = HearingSnapshot(HEARING, Timeline([recording]), (note(1, "x", 5.0),))
    options = replace(OPTIONS, beside=PurePosixPath("/home/ana/stories"))
    text = FORMAT.write(snapshot, options)
    page = read_html(text)
    assert texts_in(page, "figcaption a") == ["the hearing.mp4"]
    assert [attribute(link, "href") for link in found(page, "a")] == [
        "../media/the%20hearing.mp4",
        *["../media/the%20hearing.mp4#t=5"] * 2,
    ]
    assert "/home/ana" not in text


@pytest.mark.parametrize("key", ["javascript:alert(1)", "//evil.example/x", "data:text/html,x"])
def test_an_address_that_is_not_on_the_web_is_text_on_the_page(key: str) -> None:
    recording = replace(RECORDING, platform="web_page", key=key, url=key)
    page = page_of(note(1, "x", 5.0), recordings=(recording,))
    assert found(page, "a") == []
    assert texts_in(page, ".stamp") == ["0:05"]
    assert texts_in(page, "figcaption") == [f"Recording: {key}"]


# --- what it may do ---


def test_the_page_allows_itself_nothing_but_its_own_style() -> None:
    page = page_of(note(1, "x", 5.0))
    (policy,) = (attribute(meta, "content") for meta in found(page, "meta[http-equiv]"))
    (style,) = found(page, "style")
    digest = b64encode(hashlib.sha256(text_of(style).encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import", text_of(style))


def test_the_page_fits_phones_print_and_dark_mode() -> None:
    page = page_of(note(1, "x", 5.0))
    names = {attribute(meta, "name"): attribute(meta, "content") for meta in found(page, "meta")}
    assert names["viewport"] == "width=device-width, initial-scale=1"
    style = text_of(found(page, "style")[0])
    assert "@media print" in style
    assert "prefers-color-scheme: dark" in style


COLOURS = re.compile(r"--(\w+): (#[0-9a-f]{3,6})")


def test_every_text_of_the_page_contrasts_with_its_ground_by_day_and_by_night() -> None:
    style = text_of(found(page_of(), "style")[0])
    day, night = (dict(COLOURS.findall(block)) for block in re.findall(r":root \{([^}]*)\}", style))
    for colours in (day, night):
        for text in ("ink", "soft", "link", "mark"):
            assert contrast(colours[text], colours["ground"]) >= 7, text


def contrast(one: str, other: str) -> float:
    """The ratio that WCAG 2.2 defines."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    shares = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# --- any text ---


@settings(deadline=None)
@given(hearings())
def test_words_of_every_note_come_back_from_the_page(snapshot: HearingSnapshot) -> None:
    page, story = read_back(snapshot), document_of_snapshot(snapshot)
    assert words_of(page, "h1") == [story.title.split() or ["Hearing"]]
    assert words_of(page, "#left ~ ul li") == [item.split() for item in story.agenda_left]
    assert words_of(page, "nav a") == [s.title.split() for s in story.sections if s.head]
    shown = found(page, ".note")
    for entry, element in zip(story.entries, shown, strict=True):
        numbers = [text_of(number) for number in found(element, ".number")]
        assert " ".join(texts_in(element, ".said")).split() == [*numbers, *said(entry).split()]
        assert words_of(element, "blockquote") == [
            block.text.split() for block in entry.blocks if block.is_quote
        ]
        assert texts_in(element, ".stamp") == [entry.stamp or entry.time_of_day[11:]]
    heads = [section.head for section in story.sections if section.head]
    has_own = any(re.match(r"\d{1,3}[a-z]?[.)]\s", head.section) for head in heads)
    numbers = [] if has_own else [f"{number}." for number in range(1, len(heads) + 1)]
    assert texts_in(page, ".number") == numbers


def said(entry: NoteEntry) -> str:
    """What the page is to say of it."""
    parts = [
        entry.section,
        entry.speaker,
        f"({entry.role})" if entry.speaker and entry.role else "",
        *(block.text for block in entry.blocks),
        "★ starred" if entry.starred else "",
        "✓ verified" if entry.verified else "",
        "“? unverified quote" if entry.unverified_quote else "",
        *(f"#{tag}" for tag in entry.tags),
    ]
    return " ".join(parts)


@settings(deadline=None)
@given(hearings())
def test_texts_on_the_page_become_no_markup_and_fetch_nothing(snapshot: HearingSnapshot) -> None:
    page, story = read_back(snapshot), document_of_snapshot(snapshot)
    assert found(page, FETCHING) == []
    assert len(found(page, "style")) == 1
    assert len(found(page, ".note")) == len(story.entries)
    for element in found(page, "*"):
        names = set(element.attrs or {})
        assert not any(name.startswith("on") or name in {"style", "src"} for name in names)
    addresses = [attribute(link, "href") for link in found(page, "a")]
    assert all(may_be_link(address) or re.fullmatch(r"#s\d+", address) for address in addresses)
    (icon,) = found(page, "link")
    assert attribute(icon, "href") == "data:,"
