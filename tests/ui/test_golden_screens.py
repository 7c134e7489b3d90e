"""What the screens look like, as text that reads well in a diff.

`HEARINGNOTES_WRITE_GOLDEN=1 pytest tests/ui/test_golden_screens.py` writes them anew.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hearingnotes import demo
from hearingnotes.library.library import Library
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.opening import open_named
from tests.ui.conftest import Hands, StartProgram

GOLDEN = Path(__file__).parent / "golden"
SIZES = [(80, 24), (120, 40)]
TEXTS = [
    (17.0, "Item 1 is called: Resolution 41, opening hours of the branch libraries.", {}),
    (40.0, "Ashgrove: 412,000 visits last year, up 18 percent, with four branches shut on two days "
     "of the week, and the department expects more in the spring.", {"starred": True}),
    (54.0, "“A locked library serves no one.”", {"verified": True, "nudge_s": -2.0}),
    (75.0, "日本語のメモ 🎉 with wide characters, and [markup] that is none", {}),
    (102.0, "", {}),
    (183.5, "half a thou", {"unsent": True}),
]  # fmt: skip


@pytest.fixture
def hearing(tone: Path, library_path: Path) -> None:
    """A hearing with notes of every kind."""
    with Library(library_path) as library:
        opening = open_named(library, str(tone))
        library.hearings.keep(opening.hearing, opening.recordings)
        utc = datetime(2026, 2, 10, 18, 0, tzinfo=UTC)
        for number, (second_s, text, fields) in enumerate(TEXTS):
            moment = Moment(utc, opening.recordings[0].id, second_s, 0.0)
            library.notes.add(Note(f"N{number}", opening.hearing.id, moment, text, **fields))  # type: ignore[arg-type]


async def at_rest(hands: Hands) -> None:
    """Paused at a known second, so that every run draws the same."""
    await hands.playing()
    player = hands.screen.desk.player
    player.set_paused(True)
    player.seek_to(120.5)
    await hands.until(lambda: player.state.paused and "2:00 / 10:00" in hands.text, "2:00")


def compare(hands: Hands, name: str) -> None:
    """The screen is as it was kept, and no line is wider than the window."""
    size = f"{hands.app.size.width}x{hands.app.size.height}"
    drawn = re.sub(r"\w{4}  \d{4}-\d\d-\d\d", "HNDL  YYYY-MM-DD", hands.text)
    drawn = re.sub(r"\d{4}-\d\d-\d\d", "YYYY-MM-DD", drawn) + "\n"
    path = GOLDEN / f"{name}-{size}.txt"
    if os.environ.get("HEARINGNOTES_WRITE_GOLDEN"):
        path.write_text(drawn, encoding="utf-8")
    assert drawn == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_the_hearing_screen(
    program: StartProgram, hearing: None, size: tuple[int, int]
) -> None:
    async with program(size=size) as hands:
        await at_rest(hands)
        compare(hands, "watching")
        await hands.press("home", "e")
        compare(hands, "writing")
        await hands.press("escape", "slash")
        await hands.type("library")
        await hands.pilot.pause()
        compare(hands, "finding")
        await hands.press("escape", "x")
        await hands.until(lambda: "Export: " in hands.text)
        compare(hands, "exporting")
        await hands.press("escape", "question_mark")
        await hands.until(lambda: "All keys" in hands.text)
        compare(hands, "keys")


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_of_hearings(
    program: StartProgram, hearing: None, size: tuple[int, int]
) -> None:
    async with program(None, size=size) as hands:
        await hands.until(lambda: "6 notes" in hands.text)
        compare(hands, "hearings")


@pytest.mark.parametrize("size", [*SIZES, (160, 40)])
async def test_the_article(program: StartProgram, hearing: None, size: tuple[int, int]) -> None:
    async with program(size=size) as hands:
        await at_rest(hands)
        await hands.press("D")
        await hands.until(lambda: "Notes (5)" in hands.text, "the notes")
        compare(hands, "article-empty")
        await hands.press("enter", "enter", "plus", "t")
        await hands.type("It was cold.\r")
        await hands.press("h")
        await hands.type("Longer hours\r")
        compare(hands, "article")
        await hands.press("v")
        compare(hands, "article-preview")


@pytest.mark.parametrize("size", SIZES)
async def test_captions(program: StartProgram, size: tuple[int, int]) -> None:
    async with program(str(demo.audio_path()), size=size) as hands:
        await hands.playing()
        await hands.until(lambda: len(hands.screen.captioning.captions), "captions")
        player = hands.screen.desk.player
        player.set_paused(True)
        player.seek_to(76.5)
        await hands.until(lambda: player.state.paused and "1:16 / 3:10" in hands.text, "1:16")
        await hands.until(lambda: "▸" in hands.text, "what is said")
        await hands.press("Q")
        compare(hands, "captions-quoting")
        await hands.press("enter")
        await hands.saved(1)
        await hands.until(lambda: size[1] < 30 or "▂" in hands.text, "the note on the strip")
        compare(hands, "captions")
        await hands.press("W")
        await hands.type("sunday")
        await hands.until(
            lambda: "starting April 12" in hands.text and "Quill" not in hands.text, "the hits"
        )
        compare(hands, "captions-finding")


@pytest.mark.parametrize("size", SIZES)
async def test_the_search_of_all_hearings(
    program: StartProgram, hearing: None, size: tuple[int, int]
) -> None:
    async with program(size=size) as hands:
        await at_rest(hands)
        await hands.press("S")
        await hands.until(lambda: "Search all hearings" in hands.text)
        compare(hands, "searching-nothing")
        await hands.type("lib")
        await hands.until(lambda: "2 notes" in hands.text, "what is found")
        compare(hands, "searching")
