"""The mirror: a file that follows every change, and never stands in the way."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hearingnotes.errors import UsageError
from hearingnotes.export.registry import get_format
from hearingnotes.export.stills import StillStore
from hearingnotes.model.hearing import Hearing
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline
from hearingnotes.services.open_hearing import open_in_person
from hearingnotes.session.mirror import MirrorWriter, mirror_target
from tests.ui.conftest import WAIT_S, StartProgram

NOW = datetime(2026, 1, 16, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "live" / "blog.md"


def content(file: Path) -> str:
    return file.read_text() if file.exists() else ""


async def test_the_mirror_follows_every_change(program: StartProgram, file: Path) -> None:
    file.parent.mkdir()
    async with program(mirror=str(file)) as driver:
        await driver.playback()
        await driver.note("first")
        await driver.until(lambda: "first" in content(file), "the first note")
        await driver.note("second")
        await driver.until(lambda: "second" in content(file), "the second note")
        assert content(file).index("second") < content(file).index("first")
        await driver.press("d")
        await driver.until(lambda: "second" not in content(file), "the deleted one to go")


async def test_a_failed_mirror_is_reported_and_tried_again(
    program: StartProgram, file: Path
) -> None:
    async with program(mirror=str(file)) as driver:
        await driver.playback()
        await driver.until(lambda: "There is no folder" in driver.says, "the error")
        await driver.note("kept all the same")
        assert [note.text for note in driver.on_disk()] == ["kept all the same"]
        file.parent.mkdir()
        await driver.until(lambda: "kept all the same" in content(file), "the mirror")
        await driver.until(lambda: "is written again" in driver.says, "the good news")


async def test_a_mirror_on_a_full_disk_is_reported_and_holds_up_nothing(
    program: StartProgram, file: Path
) -> None:
    file.parent.mkdir()
    file.symlink_to("/dev/full")
    async with program(mirror=str(file)) as driver:
        await driver.playback()
        await driver.until(lambda: "is full; free some space. Trying again." in driver.says)
        await driver.note("kept all the same")
        file.unlink()  # as if there were room again
        await driver.until(lambda: "kept all the same" in content(file), "the mirror")


async def test_a_failed_mirror_of_chapters_is_reported_as_theirs(
    program: StartProgram, file: Path
) -> None:
    file.parent.mkdir()
    async with program(mirror=str(file.with_suffix(".txt"))) as driver:
        await driver.playback()
        await driver.note("first")
        await driver.until(lambda: driver.says.startswith("Mirror (chapters): "), "the error")


async def test_an_outdated_mirror_is_reported_at_the_end(program: StartProgram, file: Path) -> None:
    async with program(mirror=str(file)) as driver:
        await driver.playback()
        await driver.note("kept all the same")
    assert driver.end.mirror.startswith(f"The mirror {file} is not up to date. There is no folder ")
    file.parent.mkdir()
    async with program(mirror=str(file)) as driver:
        await driver.playback()
    assert driver.end.mirror == ""


async def test_the_mirror_leaves_a_foreign_file_alone(program: StartProgram, file: Path) -> None:
    file.parent.mkdir()
    file.write_text("mine")
    async with program(mirror=str(file)) as driver:
        await driver.until(lambda: "not written by this program" in driver.says, "the refusal")
        assert "name another file with --mirror, or move it away. Trying" in driver.says
        assert "--force" not in driver.says
        await driver.note("a note")
    assert file.read_text() == "mine"


async def test_the_mirror_leaves_the_mirror_of_another_hearing_alone(
    program: StartProgram, file: Path
) -> None:
    file.parent.mkdir()
    async with program(mirror=str(file)) as driver:
        await driver.playback()
        await driver.note("of the first")
        await driver.until(lambda: "of the first" in content(file), "the mirror")
    before = content(file)
    async with program("Housing", opens=open_in_person, mirror=str(file)) as driver:
        await driver.note("of the second")
        await driver.until(lambda: "holds other notes" in driver.says, "the refusal")
    assert content(file) == before


async def test_a_hearing_that_joins_another_goes_on_in_its_mirror(tmp_path: Path) -> None:
    path, messages = tmp_path / "blog.md", list[str]()
    export_format = get_format("liveblog")
    stills = StillStore(tmp_path / "library.sqlite3")
    mirror = MirrorWriter(
        path, export_format, LinkStyle.HOUSE, stills, lambda sentence, _: messages.append(sentence)
    )
    for hearing_id, title in (("H0001", "Council"), ("H0002", "Budget")):
        mirror.show(HearingSnapshot(Hearing(hearing_id, title, NOW), Timeline()))
        async with asyncio.timeout(WAIT_S):
            while title not in content(path):
                await asyncio.sleep(0.01)
    mirror.close(WAIT_S)
    assert messages == []


async def test_a_sign_stays_while_the_mirror_fails(program: StartProgram, file: Path) -> None:
    async with program(mirror=str(file)) as driver:
        await driver.playback()
        await driver.until(lambda: "There is no folder" in driver.says, "the error")
        await driver.note("a note")
        await driver.press("s")
        driver.screen.show_message("something else")
        assert "mirror ✗" in driver.heading
        await driver.press("n")
        assert "mirror ✗" in driver.heading
        await driver.press("escape")
        file.parent.mkdir()
        await driver.until(lambda: "is written again" in driver.says, "the good news")
        assert "mirror" not in driver.heading


async def test_the_last_change_is_mirrored_before_the_end(
    program: StartProgram, file: Path
) -> None:
    file.parent.mkdir()
    async with program(mirror=str(file.with_suffix(".json"))) as driver:
        await driver.playback()
        await driver.type("nthe last word\r")
        await driver.press("q")
    assert "the last word" in file.with_suffix(".json").read_text()


@pytest.mark.parametrize(
    ("pattern", "export_format"), [("a.md", "liveblog"), ("a.MD", "liveblog"), ("a.json", "json")]
)
def test_the_ending_of_the_mirror_selects_its_format(pattern: str, export_format: str) -> None:
    assert mirror_target(pattern).export_format.name == export_format


def test_a_mirror_without_an_ending_is_refused() -> None:
    with pytest.raises(UsageError, match="let it end in"):
        mirror_target("blog")
