"""Ways through the program that come by every screen, a program for each way."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from hearingnotes.library.library import Library
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.services.open_hearing import open_reference
from tests.ui.conftest import AppDriver

Stop = Callable[[str], Awaitable[None]]
"""Looks at the screen, which has this name."""
Tour = Callable[[AppDriver, Stop], Awaitable[None]]

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


async def at_rest(driver: AppDriver, second_s: float = 120.5) -> None:
    """Paused at a known second, so that every run draws the same."""
    player = driver.screen.session.player
    if not player.state.paused:
        await driver.playback()
    player = driver.screen.session.player
    player.set_paused(True)
    player.seek_to(second_s)
    clock = f" {int(second_s) // 60}:{int(second_s) % 60:02} / "
    await driver.until(lambda: player.state.paused and clock in driver.text, clock)


async def without_notes(driver: AppDriver, stop: Stop) -> None:
    """A hearing at its start."""
    await at_rest(driver)
    await stop("empty")


async def hearing(driver: AppDriver, stop: Stop) -> None:
    """A hearing with notes: what is typed and asked below them."""
    await at_rest(driver)
    await stop("watching")
    await driver.press("n")
    await driver.type("> Who pays for it? @as")
    await stop("writing")
    await driver.press("enter")
    await driver.saved(len(TEXTS) + 1)
    await driver.press("d", "slash")
    await driver.type("library")
    await stop("finding")
    await driver.press("escape", "l")
    await stop("leads")
    await driver.press("escape", "r")
    await driver.until(lambda: "Archive pass" in driver.text, "the pass")
    await at_rest(driver)
    await stop("archive-pass")
    await driver.press("r")
    await at_rest(driver)
    await driver.press("home", "a")
    await driver.type("0:20\r")
    await stop("anchor-question")
    await driver.press("enter")
    await driver.until(lambda: "The anchor is set" in driver.says, "the anchor")
    await driver.press("f7")
    await driver.until(lambda: "Anchors of this hearing" in driver.text)
    await stop("anchors")


async def what_lies_over_it(driver: AppDriver, stop: Stop) -> None:
    """What comes up over a hearing."""
    await at_rest(driver)
    for keys, words, name in (
        ("I", "Which item is called?", "agenda"),
        ("x", "Export: ", "export"),
        ("?", "All keys", "keys"),
        ("T", "Theme", "themes"),
        ("ctrl+p", "Another item of the agenda", "palette"),
        ("S", "Search all hearings", "searching-nothing"),
    ):
        await driver.press(keys)
        await driver.until(lambda words=words: words in driver.text, words)  # type: ignore[misc]
        await stop(name)
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing again")
    await driver.press("S")
    await driver.type("libraries")
    await driver.until(lambda: "1 note" in driver.text, "what is found")
    await stop("searching")


async def article(driver: AppDriver, stop: Stop) -> None:
    """An article, from nothing to the file."""
    await at_rest(driver)
    await driver.press("D")
    await driver.until(lambda: f"Notes ({len(TEXTS) - 1})" in driver.text, "the notes")
    await stop("article-empty")
    await driver.press("enter", "enter", "plus", "t")
    await driver.type("It was cold.\r")
    await driver.press("h")
    await driver.type("Longer hours\r")
    await stop("article")
    await driver.press("v")
    await stop("article-preview")
    await driver.press("x")
    await driver.until(lambda: "Export: " in driver.text)
    await stop("article-export")


async def captions(driver: AppDriver, stop: Stop) -> None:
    """Captions: beside the notes, quoted, searched."""
    await driver.playback()
    await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")
    await at_rest(driver, 76.5)
    await driver.until(lambda: "▸" in driver.text, "what is said")
    await driver.press("Q")
    await stop("captions-quoting")
    await driver.press("enter")
    await driver.saved(1)
    await stop("captions")
    await driver.press("W")
    await driver.type("sunday")
    await stop("captions-found")


async def live(driver: AppDriver, stop: Stop) -> None:
    """A broadcast that is on the air."""
    await driver.playback()
    await driver.until(lambda: "● live" in driver.text, "the broadcast")
    await driver.until(lambda: "unchecked" not in driver.text, "two counts that agree")
    await driver.note("The chair opens.")
    await stop("live")


async def picture(driver: AppDriver, stop: Stop) -> None:
    """The picture of a recording."""
    await at_rest(driver, 20.5)
    await stop("picture")


async def error(driver: AppDriver, stop: Stop) -> None:
    """A recording that can't be played."""
    await driver.until(lambda: "✗" in driver.text, "the error")
    await stop("trouble")


async def hearings(driver: AppDriver, stop: Stop) -> None:
    """The list of hearings."""
    await driver.until(lambda: f"{len(TEXTS)} notes" in driver.text)
    await stop("hearings")


async def no_hearings(driver: AppDriver, stop: Stop) -> None:
    """The list of hearings when there are none."""
    await driver.until(lambda: "There are no hearings yet" in driver.text)
    await stop("hearings-none")
