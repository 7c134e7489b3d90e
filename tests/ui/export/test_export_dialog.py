"""The export dialogue: it stays until the file is written, and never replaces what it must not."""

import os
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input, Static

from hearingnotes.export.format import ExportFormat
from hearingnotes.export.registry import all_formats
from hearingnotes.export.writer import sign
from hearingnotes.model.links import LinkStyle
from hearingnotes.ui.export.dialog import ExportScreen
from tests.ui.conftest import AppDriver, StartProgram

MINE = "my own words\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def is_open(driver: AppDriver) -> bool:
    return isinstance(driver.app.screen, ExportScreen)


def words(driver: AppDriver) -> str:
    """What the dialogue says, however its lines are broken."""
    return str(driver.app.screen.query_one("#told", Static).content)


async def open_dialogue(driver: AppDriver) -> None:
    await driver.press("x")
    await driver.until(lambda: is_open(driver), "the dialogue")


async def export(driver: AppDriver, name: str, key: str = "enter") -> None:
    if not is_open(driver):
        await open_dialogue(driver)
    await driver.press("ctrl+u")
    await driver.type(name)
    await driver.press(key)


async def test_a_refused_export_is_reported_where_the_name_can_be_changed(
    program: StartProgram, folder: Path
) -> None:
    async with program() as driver:
        await driver.note("The vote was 3 to 1")
        await export(driver, "nowhere/article.md")
        await driver.until(lambda: "There is no folder" in driver.text, "the reason")
        assert is_open(driver)
        await driver.type("x")
        assert "There is no folder" not in driver.text
        await export(driver, "article.md")
        await driver.until(lambda: "1 note written" in driver.says)
        assert not is_open(driver)
    assert "The vote was 3 to 1" in (folder / "article.md").read_text()


@pytest.mark.parametrize(
    ("theirs", "why"),
    [(MINE, "was not written by this program"), (sign("old") * 2, "was changed since")],
)
async def test_a_foreign_file_is_replaced_only_by_a_key_of_its_own(
    program: StartProgram, folder: Path, theirs: str, why: str
) -> None:
    path = folder / "article.md"
    path.write_text(theirs)
    async with program(size=(100, 30)) as driver:
        await driver.note("The vote was 3 to 1")
        await export(driver, "article.md", "ctrl+r")
        assert path.read_text() == theirs
        for _ in range(2):
            await driver.press("enter")
            await driver.until(lambda: "replace it with Ctrl+R" in words(driver), "the offer")
            assert why in words(driver)
            assert "--force" not in driver.text
            assert path.read_text() == theirs
        await driver.press("ctrl+r")
        await driver.until(lambda: "1 note written" in driver.says)
    assert "The vote was 3 to 1" in path.read_text()


async def test_the_offer_to_replace_a_file_is_for_that_name_alone(
    program: StartProgram, folder: Path
) -> None:
    for name in ("one.md", "two.md"):
        (folder / name).write_text(MINE)
    async with program() as driver:
        await driver.note("note")
        await export(driver, "one.md")
        await driver.until(lambda: "Ctrl+R" in driver.text, "the offer")
        await export(driver, "two.md", "ctrl+r")
        await driver.press("enter")
        await driver.until(lambda: "Ctrl+R" in driver.text, "the offer")
    assert (folder / "one.md").read_text() == (folder / "two.md").read_text() == MINE


async def test_the_export_dialog_has_the_answers_of_the_last_time(
    program: StartProgram, folder: Path
) -> None:
    async with program() as driver:
        await driver.note("note")
        await open_dialogue(driver)
        assert "hearing.md" in driver.text
        await driver.press("escape")
        await driver.until(lambda: not is_open(driver))
        await open_dialogue(driver)
        await driver.press("shift+tab", "down", "shift+tab", "down", "down", "tab", "tab")
        await export(driver, "mine.md")
        await driver.until(lambda: "1 note written" in driver.says)
        await open_dialogue(driver)
        assert all(text in driver.text for text in ("mine.md", "● log", "● share"))
        await driver.press("enter")
        await driver.until(lambda: not is_open(driver))
    assert (folder / "mine.md").read_text().startswith("# hearing\n\n- ")


async def test_the_usual_file_name_has_its_format_and_replaces_no_other(
    program: StartProgram, folder: Path
) -> None:
    async with program() as driver:
        await driver.note("note")
        await open_dialogue(driver)
        await driver.press("shift+tab", "shift+tab", "down", "down", "enter")
        await driver.until(lambda: "hearing-log.md" in driver.says)
        await open_dialogue(driver)
        await driver.press("shift+tab", "shift+tab", "up", "up", "enter")
        await driver.until(lambda: "hearing.md" in driver.says)
        assert sorted(path.name for path in folder.glob("*.md")) == ["hearing-log.md", "hearing.md"]
        await export(driver, "hearing-log.md")
        await driver.until(lambda: "in another form" in words(driver))
        assert "Ctrl+R" in driver.text


async def test_a_typed_ending_highlights_its_format(program: StartProgram, folder: Path) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("first")
        await driver.press("x")
        await driver.type("mine.csv")
        await driver.until(lambda: "● csv" in driver.text, "the form")
        assert "mine.csv" in driver.text
        await driver.press("enter")
        await driver.until((folder / "mine.csv").exists, "the file")
    assert (folder / "mine.csv").read_text().startswith("\ufeffrecording,")


async def test_keys_pressed_at_once_act_on_the_export_dialog_in_order(
    program: StartProgram, folder: Path
) -> None:
    async with program() as driver:
        await driver.note("note")
        await open_dialogue(driver)
        await driver.burst("ctrl+u", *"onx", "backspace", "e", "full_stop", *"md", "enter")
        await driver.until(lambda: "1 note written" in driver.says)
    assert (folder / "one.md").exists()


# Chapters need more notes than one.
ONE_NOTE_FORMATS = [
    export_format for export_format in all_formats().values() if export_format.name != "chapters"
]


@pytest.mark.parametrize(
    "export_format", ONE_NOTE_FORMATS, ids=lambda export_format: export_format.name
)
async def test_the_export_proposes_the_last_name_and_a_letter_replaces_it(
    export_format: ExportFormat, program: StartProgram, folder: Path
) -> None:
    down = list(all_formats()).index(export_format.name)
    last, ending = (
        f"last{export_format.endings[0]}",
        ".csv" if ".csv" not in export_format.endings else ".html",
    )
    async with program(size=(100, 40)) as driver:
        await driver.playback()
        await driver.note("note")
        await driver.burst("x", "tab", *["down"] * down, "shift+tab")
        await driver.type(f"{last}\r")
        await driver.until((folder / last).exists, "the file")
        await driver.until(lambda: not is_open(driver))
        for _ in range(3):
            await driver.burst("x")
            await driver.until(
                lambda: is_open(driver) and f"● {export_format.name} " in driver.text, "the form"
            )
            assert last in driver.text
            await driver.burst("escape")
            await driver.until(lambda: not is_open(driver))
        await driver.burst("x")
        await driver.until(lambda: f"● {export_format.name} " in driver.text, "the form")
        for letter in f"n{ending}":
            await driver.type(letter)
        assert driver.app.screen.query_one("#file", Input).value == f"n{ending}"
        await driver.burst("enter")
        await driver.until((folder / f"n{ending}").exists, "the file")
    assert sorted(path.name for path in folder.glob("n*")) == [f"n{ending}"]


async def test_keys_from_list_to_list_of_the_export_dialog_act_in_order(
    program: StartProgram, folder: Path
) -> None:
    names, by_now = list(all_formats()), 6
    async with program(size=(100, 40)) as driver:
        await driver.note("note")
        await driver.burst("x", "tab", *["down"] * by_now, "tab", "down", "tab", *"mine", "enter")
        await driver.until((folder / "mine").exists, "the file")
        await driver.until(lambda: not is_open(driver))
        await driver.burst("x")
        await driver.until(lambda: f"● {names[by_now]} " in driver.text, "the form")
        assert f"● {list(LinkStyle)[1]}" in driver.text
        await driver.burst("shift+tab", "shift+tab", "pagedown", "pageup", "end", "tab", "home")
        await driver.until(lambda: f"● {names[-1]} " in driver.text, "the form")
        assert f"● {next(iter(LinkStyle))}" in driver.text


async def test_keys_act_before_the_export_dialog_is_drawn(program: StartProgram) -> None:
    async with program(size=(100, 40)) as driver:
        await driver.note("note")
        await driver.burst("x", "tab", "pagedown", "pageup", "ctrl+r", "shift+tab", *"no", "escape")
        await driver.until(lambda: not is_open(driver), "the hearing")
        await driver.burst("x")
        await driver.until(lambda: "● article" in driver.text, "the usual")
        assert "hearing.md" in driver.text


async def test_a_paste_into_the_export_dialog_replaces_the_name_in_its_turn(
    program: StartProgram, folder: Path
) -> None:
    async with program() as driver:
        await driver.note("note")
        await open_dialogue(driver)
        driver.app.post_message(events.Paste("mi\nne"))
        await driver.burst("x", "full_stop", *"csv", "enter")
        await driver.until((folder / "mix.csv").exists, "the file")


@pytest.mark.parametrize("size", [(40, 10), (40, 24), (80, 10), (60, 16), (80, 24)])
async def test_name_format_and_message_of_the_export_are_visible_at_any_size(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with program(size=size) as driver:
        await driver.note("note")
        await open_dialogue(driver)
        await driver.until(lambda: "● article" in driver.text, "the form")
        assert "hearing.md" in driver.text
        await driver.burst("tab", "end", "tab", "tab")
        last = list(all_formats())[-1]
        await driver.until(lambda: f"● {last}" in driver.text, "the form")
        await driver.type("nowhere/a.md\r")
        await driver.until(lambda: "There is no folder" in driver.text, "the reason")
        assert "nowhere/a.md" in driver.text


async def test_an_export_to_a_disk_that_does_not_answer_can_be_left(
    program: StartProgram, folder: Path
) -> None:
    os.mkfifo(folder / "slow.md")  # opening it waits for a reader
    async with program() as driver:
        await driver.note("note")
        await export(driver, "slow.md")
        await driver.until(lambda: "Writing" in driver.text)
        await driver.press("escape")
        await driver.until(lambda: "Stopping …" in driver.text)
        await driver.press("escape")
        await driver.until(lambda: not is_open(driver))
        await driver.note("goes on")
        assert (folder / "slow.md").read_text().startswith("# hearing\n")
        await driver.until(lambda: "1 note written" in driver.says)
