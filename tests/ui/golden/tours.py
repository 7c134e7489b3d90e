"""Ways through the program that come by every screen, a program for each way."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hearingnotes.library.library import Library
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.services.open_hearing import open_reference
from tests.ui.conftest import Hands

Stop = Callable[[str], Awaitable[None]]
"""Looks at the screen, which has this name."""
Tour = Callable[[Hands, Stop], Awaitable[None]]

UTC_THEN = datetime(2026, 2, 10, 18, 0, tzinfo=UTC)
TEXTS = [
    (17.0, "# Item 1: Resolution 41, opening hours of the branch libraries", {}),
    (40.0, "@ashgrove: 412,000 visits last year, up 18 percent, with four branches shut on two "
     "days of the week, and the department expects more in the spring. #budget",
     {"starred": True}),
    (54.0, "> A locked library serves no one.", {"verified": True, "nudge_s": -2.0}),
    (75.0, "日本語のメモ 🎉 with wide characters, and [markup] that is none", {}),
    (90.0, "> “Sunday hours begin on April 12”", {"from_captions": True, "starred": True}),
    (102.0, "", {}),
    (183.5, "half a thou", {"unsent": True}),
    (None, "before the stream began", {}),
]  # fmt: skip
AGENDA = ("Item 1: Resolution 41, opening hours of the branch libraries", "Item 2: Fees", "Close")
BUSY = "Committee on Culture and Education: Resolution 41"


def fill(library_path: Path, recording: Path) -> None:
    """A hearing with notes of every kind, an agenda, and links that go back."""
    with Library(library_path) as library:
        opening = open_reference(library, str(recording))
        hearing = replace(
            opening.hearing,
            title=BUSY,
            date=date(2026, 2, 10),
            agenda=AGENDA,
            leads={"@ashgrove": 3.0},
        )
        library.hearings.save(hearing, opening.recordings)
        for number, (second_s, text, fields) in enumerate(TEXTS):
            place = (opening.recordings[0].id, second_s, 0.0) if second_s is not None else ()
            moment = Moment(UTC_THEN, *place)
            library.notes.add(Note(f"N{number}", hearing.id, moment, text, **fields))  # type: ignore[arg-type]


async def at_rest(hands: Hands, second_s: float = 120.5) -> None:
    """Paused at a known second, so that every run draws the same."""
    player = hands.screen.session.player
    if not player.state.paused:
        await hands.playback()
    player = hands.screen.session.player
    player.set_paused(True)
    player.seek_to(second_s)
    clock = f" {int(second_s) // 60}:{int(second_s) % 60:02} / "
    await hands.until(lambda: player.state.paused and clock in hands.text, clock)


async def without_notes(hands: Hands, stop: Stop) -> None:
    """A hearing at its start."""
    await at_rest(hands)
    await stop("empty")


async def hearing(hands: Hands, stop: Stop) -> None:
    """A hearing with notes: what is typed and asked below them."""
    await at_rest(hands)
    await stop("watching")
    await hands.press("n")
    await hands.type("> Who pays for it? @as")
    await stop("writing")
    await hands.press("enter")
    await hands.saved(len(TEXTS) + 1)
    await hands.press("d", "slash")
    await hands.type("library")
    await stop("finding")
    await hands.press("escape", "l")
    await stop("leads")
    await hands.press("escape", "r")
    await hands.until(lambda: "Archive pass" in hands.text, "the pass")
    await at_rest(hands)
    await stop("archive-pass")
    await hands.press("r")
    await at_rest(hands)
    await hands.press("home", "a")
    await hands.type("0:20\r")
    await stop("anchor-question")
    await hands.press("enter")
    await hands.until(lambda: "The anchor is set" in hands.says, "the anchor")
    await hands.press("f7")
    await hands.until(lambda: "Anchors of this hearing" in hands.text)
    await stop("anchors")


async def what_lies_over_it(hands: Hands, stop: Stop) -> None:
    """What comes up over a hearing."""
    await at_rest(hands)
    for keys, words, name in (
        ("I", "Which item is called?", "agenda"),
        ("x", "Export: ", "export"),
        ("?", "All keys", "keys"),
        ("T", "Theme", "themes"),
        ("ctrl+p", "Another item of the agenda", "palette"),
        ("S", "Search all hearings", "searching-nothing"),
    ):
        await hands.press(keys)
        await hands.until(lambda words=words: words in hands.text, words)  # type: ignore[misc]
        await stop(name)
        await hands.press("escape")
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing again")
    await hands.press("S")
    await hands.type("libraries")
    await hands.until(lambda: "1 note" in hands.text, "what is found")
    await stop("searching")


async def article(hands: Hands, stop: Stop) -> None:
    """An article, from nothing to the file."""
    await at_rest(hands)
    await hands.press("D")
    await hands.until(lambda: f"Notes ({len(TEXTS) - 1})" in hands.text, "the notes")
    await stop("article-empty")
    await hands.press("enter", "enter", "plus", "t")
    await hands.type("It was cold.\r")
    await hands.press("h")
    await hands.type("Longer hours\r")
    await stop("article")
    await hands.press("v")
    await stop("article-preview")
    await hands.press("x")
    await hands.until(lambda: "Export: " in hands.text)
    await stop("article-export")


async def captions(hands: Hands, stop: Stop) -> None:
    """Captions: beside the notes, quoted, searched."""
    await hands.playback()
    await hands.until(lambda: len(hands.screen.caption_controller.captions), "captions")
    await at_rest(hands, 76.5)
    await hands.until(lambda: "▸" in hands.text, "what is said")
    await hands.press("Q")
    await stop("captions-quoting")
    await hands.press("enter")
    await hands.saved(1)
    await stop("captions")
    await hands.press("W")
    await hands.type("sunday")
    await stop("captions-found")


async def live(hands: Hands, stop: Stop) -> None:
    """A broadcast that is on the air."""
    await hands.playback()
    await hands.until(lambda: "● live" in hands.text, "the broadcast")
    await hands.until(lambda: "unchecked" not in hands.text, "two counts that agree")
    await hands.note("The chair opens.")
    await stop("live")


async def picture(hands: Hands, stop: Stop) -> None:
    """The picture of a recording."""
    await at_rest(hands, 20.5)
    await stop("picture")


async def trouble(hands: Hands, stop: Stop) -> None:
    """A recording that can't be played."""
    await hands.until(lambda: "✗" in hands.text, "the trouble")
    await stop("trouble")


async def hearings(hands: Hands, stop: Stop) -> None:
    """The list of hearings."""
    await hands.until(lambda: f"{len(TEXTS)} notes" in hands.text)
    await stop("hearings")


async def no_hearings(hands: Hands, stop: Stop) -> None:
    """The list of hearings when there are none."""
    await hands.until(lambda: "There are no hearings yet" in hands.text)
    await stop("hearings-none")
