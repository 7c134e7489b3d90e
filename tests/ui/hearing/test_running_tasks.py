"""What takes long says how far it is, and can be stopped."""

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.export.document import HearingDocument, render_hearing
from hearingnotes.export.stills import StillStore
from hearingnotes.media.medium import Medium
from hearingnotes.model.frame import Frame
from hearingnotes.session import export_job
from hearingnotes.session.events import (
    MediumFailed,
    MediumFound,
    SearchProgressed,
    SearchTarget,
)
from hearingnotes.ui.export.dialog import STOPPED, ExportScreen
from hearingnotes.ui.messages import SessionReported
from tests.media.origin import Origin
from tests.media_files import make_tone
from tests.ui.conftest import StartProgram

KEY = "4LBmWqYuuDY"
EVENTS = {"events": [{"tStartMs": 0, "dDurationMs": 60_000, "segs": [{"utf8": "We begin."}]}]}
GREY = Frame(2, 2, b"\x80" * 12)


def video(origin: Origin, **about: Any) -> str:
    assert origin.media is not None
    make_tone(origin.media / "sound.flac", 60)
    sound = {"format_id": "140", "ext": "flac", "acodec": "flac", "vcodec": "none",
             "url": "/media/sound.flac"}  # fmt: skip
    return origin.video(KEY, formats=[sound], title="Budget", **about)


async def test_a_lookup_reports_its_progress_and_can_be_stopped(
    origin: Origin, program: StartProgram
) -> None:
    url, path = video(origin), f"/videos/{KEY}.json"
    described, hold = origin.pages[path], origin.hold(path)
    async with program(url) as driver:
        await driver.until(
            lambda: "Watching" in driver.heading and "Esc" in driver.heading, "a work"
        )
        await driver.until(hold.asked.is_set, "the question")
        await driver.until(lambda: " s · Esc stops that" in driver.heading, "how long it has been")
        await driver.press("escape")
        await driver.until(lambda: "was stopped" in driver.says, "that it was stopped")
        await driver.until(hold.hung_up.is_set, "nobody waits any more")
        assert "F5 tries again" in driver.says
        assert "Esc" not in driver.heading
        await driver.note("taken meanwhile")
        origin.pages[path] = described
        await driver.press("f5")
        await driver.playback()
        await driver.until(lambda: "Esc" not in driver.heading, "the end of it")


async def test_fetching_captions_is_stopped_and_started_again(
    origin: Origin, program: StartProgram
) -> None:
    hold = origin.hold("/timedtext")
    automatic = {"en-orig": [{"ext": "json3", "url": f"{origin.url}/timedtext"}]}
    async with program(video(origin, automatic_captions=automatic)) as driver:
        await driver.until(lambda: "Fetching the captions" in driver.heading, "how far it is")
        await driver.until(hold.asked.is_set, "the question")
        await driver.press("escape")
        await driver.until(
            lambda: "c asks for the captions again" in driver.says, "that it stopped"
        )
        await driver.until(hold.hung_up.is_set, "nobody waits any more")
        origin.page("/timedtext", json.dumps(EVENTS))
        await driver.press("c")
        await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")
        await driver.until(lambda: "Esc" not in driver.heading, "the end of it")


async def test_a_stopped_lookup_reports_nothing_more(origin: Origin, program: StartProgram) -> None:
    url = video(origin)
    hold = origin.hold(f"/videos/{KEY}.json")
    async with program(url) as driver:
        await driver.until(hold.asked.is_set, "the question")
        screen, loader = driver.screen, driver.screen.playback._loader
        assert loader is not None
        search = loader._search
        assert search is not None
        await driver.press("escape")
        # They were on their way when it was stopped.
        for event in (
            SearchProgressed(search, SearchTarget.RECORDING, "still here"),
            MediumFailed("Nobody answers.", search),
            MediumFound(Medium("/nowhere.mp4"), search),
        ):
            screen.post_message(SessionReported(event))
        await driver.pilot.pause()
        assert "was stopped" in driver.says
        assert "Esc" not in driver.heading
        assert not screen.session.player.state.loaded


async def test_captions_outlive_a_stopped_search(origin: Origin, program: StartProgram) -> None:
    hold = origin.hold("/timedtext")
    automatic = {"en-orig": [{"ext": "json3", "url": f"{origin.url}/timedtext"}]}
    async with program(video(origin, automatic_captions=automatic)) as driver:
        await driver.until(hold.asked.is_set, "the question")
        page = origin.hold(f"/videos/{KEY}.json")
        await driver.press("f5")
        await driver.until(page.asked.is_set, "the question after the recording")
        await driver.press("escape")
        await driver.until(lambda: "Stopped; F5" in driver.says, "that it was stopped")
        assert not hold.hung_up.is_set()
        await driver.press("escape")
        await driver.until(hold.hung_up.is_set, "the captions stopped, too")
        origin.page("/timedtext", json.dumps(EVENTS))
        await driver.press("c")
        await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")


async def test_an_export_without_pictures_is_stopped_before_it_is_written(
    program: StartProgram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writes, goes_on = threading.Event(), threading.Event()

    def slow(*values: Any) -> HearingDocument:
        writes.set()
        goes_on.wait(30)
        return render_hearing(*values)

    monkeypatch.setattr(export_job, "render_hearing", slow)
    async with program() as driver:
        await driver.note("one")
        await driver.press("x")
        await driver.until(lambda: isinstance(driver.app.screen, ExportScreen), "the dialogue")
        await driver.press("ctrl+u")
        await driver.type(f"{tmp_path / 'told.md'}\r")
        await driver.until(writes.is_set, "the writing")
        await driver.press("escape")
        await driver.until(lambda: "Stopping …" in driver.text, "that it is being stopped")
        goes_on.set()
        await driver.until(lambda: STOPPED in driver.text, "that it was stopped")
        await driver.press("escape")
    assert not (tmp_path / "told.md").exists()


async def test_esc_shows_all_notes_where_no_task_is_running(program: StartProgram) -> None:
    async with program() as driver:
        await driver.note("one")
        await driver.press("slash")
        await driver.type("none\r")
        await driver.until(lambda: "Esc shows all" in driver.heading, "the filter")
        await driver.press("escape")
        await driver.until(lambda: "one" in driver.text, "all notes")


@pytest.mark.parametrize(
    ("name", "message", "written"),
    [
        ("told.md", "told.md is written, but not all of its pictures", {"told.md", "told-stills"}),
        ("told.html", "nothing is written", set()),
    ],
)
async def test_an_export_with_many_pictures_reports_its_progress_and_can_be_stopped(
    name: str,
    message: str,
    written: set[str],
    program: StartProgram,
    library_path: Path,
    tmp_path: Path,
) -> None:
    (folder := tmp_path / "out").mkdir()
    stills = StillStore(library_path)
    async with program() as driver:
        for word in ("one", "two", "three"):
            await driver.note(word)
        ids = [note.id for note in driver.screen.session.note_index.all()]
        for note_id in ids:
            stills.save(note_id, GREY)
        picture = stills.path_of(ids[1]).read_bytes()
        stills.path_of(ids[1]).unlink()
        os.mkfifo(stills.path_of(ids[1]))  # a disk that does not answer
        await driver.press("x")
        await driver.until(lambda: isinstance(driver.app.screen, ExportScreen), "the dialogue")
        await driver.press("ctrl+u")
        await driver.type(f"{folder / name}\r")
        await driver.until(
            lambda: "Picture 2 of 3 …  Esc stops that" in driver.text, "how far it is"
        )
        await driver.press("escape")
        await driver.until(lambda: "Stopping …" in driver.text, "that it is being stopped")
        stills.path_of(ids[1]).write_bytes(picture)
        await driver.until(lambda: message in driver.text, "that it was stopped")
        assert isinstance(driver.app.screen, ExportScreen)
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
    assert {path.name for path in folder.iterdir()} == written
