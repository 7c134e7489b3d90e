"""Signs that a terminal obeys, in what others wrote: none of them is ever drawn, or typed."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Paste

from hearingnotes.config.settings import Settings
from hearingnotes.library.library import Library
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.services.open_hearing import open_reference
from tests.ui.conftest import AppDriver, StartProgram

OBEYED = re.compile("[\x00-\x1f\x7f-\x9f]")
EVERY = "".join(map(chr, (*range(1, 10), 11, 12, *range(14, 32), *range(0x7F, 0xA0))))
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SIGNS = f"\x1b]0;PWNED\x07\x1b[31m\x9b31m\x9d2;x\x9c{EVERY}{BIDI}"
LEFT = "]0;PWNED[31m31m2;x"
ROSTER = Roster(
    (Speaker("chair", f"Rosa {SIGNS}", f"Chair {SIGNS}", 1),),
    {"the": f"THE {SIGNS}\n# fake", "nys": SIGNS},
)
SETTINGS = Settings(speakers={"2": f"@clerk {SIGNS}:"}, picture="off")


@pytest.fixture
def recording(tone: Path, tmp_path: Path, library_path: Path) -> str:
    """A hearing of which every text has these signs, as an older version may have taken it in."""
    path = tmp_path / "hearing.flac"
    shutil.copy(tone, path)
    cues = f"00:00:00.000 --> 00:09:00.000\nasks {SIGNS} about\n"
    path.with_suffix(".vtt").write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")
    with Library(library_path) as library:
        opening = open_reference(library, str(path))
        hearing = replace(
            opening.hearing,
            title=f"Council {SIGNS}",
            body=f"of {SIGNS}",
            agenda=(f"Item {SIGNS}", "Hours"),
            roster=ROSTER,
            leads={f"@{SIGNS}": 2.0},
        )
        library.hearings.save(hearing, opening.recordings)
        moment = Moment(hearing.created_utc, opening.recordings[0].id, 3.0, 0.0)
        library.notes.add(Note("N1", hearing.id, moment, f"@chair: {SIGNS} #tag levy"))
    return str(path)


def check_drawn(driver: AppDriver, what: object) -> None:
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    for strip in strips:
        assert not any(OBEYED.search(part.text) for part in strip), (what, strip.text)


async def test_the_screens_draw_no_control_characters(
    program: StartProgram, recording: str
) -> None:
    async with program(recording, settings=SETTINGS, roster=ROSTER) as driver:
        await driver.playback()
        await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")
        driver.screen.session.player.set_paused(True)
        await driver.resize(120, 40)
        check_drawn(driver, "the hearing")
        for key in ("I", "f7", "x", "S", "D", "A"):
            await driver.press(key)
            check_drawn(driver, key)
            await driver.press("escape")
            await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        for keys in (("e",), ("n", "@"), ("n", *"the", "space"), ("2",), ("W",), ("i",), ("/",)):
            await driver.press(*keys)
            check_drawn(driver, keys)
            await driver.press("escape")
            check_drawn(driver, keys)


async def test_typed_text_gets_no_control_characters_from_any_source(
    program: StartProgram, recording: str
) -> None:
    async with program(recording, settings=SETTINGS, roster=ROSTER) as driver:
        await driver.playback()
        note_editor = driver.screen.note_editor
        await driver.press("n")
        await driver.type("the nys ")
        assert note_editor.text == f"THE {LEFT} # fake {LEFT} "
        await driver.press("ctrl+z", "ctrl+y")
        note_editor.insert(SIGNS)
        note_editor.replace(f"a\r\n{SIGNS}", (0, 0), (0, 3))
        driver.app.post_message(Paste(SIGNS))
        note_editor.quote_captions(f"“{SIGNS}”")
        await driver.pilot.pause()
        assert not OBEYED.search(note_editor.text.replace("\n", "")), note_editor.text
        await driver.press("enter")
        await driver.press("i", "2", "x", "enter")
        await driver.saved(4)
        for note in driver.on_disk():
            assert note.id == "N1" or not OBEYED.search(note.text.replace("\n", "")), note.text


async def test_a_hearing_that_came_in_with_control_characters_is_stored_without_them(
    program: StartProgram, recording: str, library_path: Path
) -> None:
    with Library(library_path) as library:
        ((stored),) = library.hearings.all()
    hearing: Hearing = stored.hearing
    assert hearing.roster.abbreviations == {"the": f"THE {LEFT} # fake", "nys": LEFT}
    assert hearing.agenda == (f"Item {LEFT}", "Hours")
