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
from tests.ui.conftest import Hands, StartProgram

MINE = "my own words\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def is_open(hands: Hands) -> bool:
    return isinstance(hands.app.screen, ExportScreen)


def words(hands: Hands) -> str:
    """What the dialogue says, however its lines are broken."""
    return str(hands.app.screen.query_one("#told", Static).content)


async def open_dialogue(hands: Hands) -> None:
    await hands.press("x")
    await hands.until(lambda: is_open(hands), "the dialogue")


async def export(hands: Hands, name: str, key: str = "enter") -> None:
    if not is_open(hands):
        await open_dialogue(hands)
    await hands.press("ctrl+u")
    await hands.type(name)
    await hands.press(key)


async def test_a_refusal_is_told_where_the_name_can_be_changed(
    program: StartProgram, folder: Path
) -> None:
    async with program() as hands:
        await hands.note("The vote was 3 to 1")
        await export(hands, "nowhere/article.md")
        await hands.until(lambda: "There is no folder" in hands.text, "the reason")
        assert is_open(hands)
        await hands.type("x")
        assert "There is no folder" not in hands.text
        await export(hands, "article.md")
        await hands.until(lambda: "1 note written" in hands.says)
        assert not is_open(hands)
    assert "The vote was 3 to 1" in (folder / "article.md").read_text()


@pytest.mark.parametrize(
    ("theirs", "why"),
    [(MINE, "was not written by this program"), (sign("old") * 2, "was changed since")],
)
async def test_a_file_of_the_person_is_replaced_only_by_a_key_of_its_own(
    program: StartProgram, folder: Path, theirs: str, why: str
) -> None:
    path = folder / "article.md"
    path.write_text(theirs)
    async with program(size=(100, 30)) as hands:
        await hands.note("The vote was 3 to 1")
        await export(hands, "article.md", "ctrl+r")
        assert path.read_text() == theirs
        for _ in range(2):
            await hands.press("enter")
            await hands.until(lambda: "replace it with Ctrl+R" in words(hands), "the offer")
            assert why in words(hands)
            assert "--force" not in hands.text
            assert path.read_text() == theirs
        await hands.press("ctrl+r")
        await hands.until(lambda: "1 note written" in hands.says)
    assert "The vote was 3 to 1" in path.read_text()


async def test_the_offer_to_replace_is_for_that_name_alone(
    program: StartProgram, folder: Path
) -> None:
    for name in ("one.md", "two.md"):
        (folder / name).write_text(MINE)
    async with program() as hands:
        await hands.note("note")
        await export(hands, "one.md")
        await hands.until(lambda: "Ctrl+R" in hands.text, "the offer")
        await export(hands, "two.md", "ctrl+r")
        await hands.press("enter")
        await hands.until(lambda: "Ctrl+R" in hands.text, "the offer")
    assert (folder / "one.md").read_text() == (folder / "two.md").read_text() == MINE


async def test_the_answers_of_the_last_time_are_there_again(
    program: StartProgram, folder: Path
) -> None:
    async with program() as hands:
        await hands.note("note")
        await open_dialogue(hands)
        assert "hearing.md" in hands.text
        await hands.press("escape")
        await hands.until(lambda: not is_open(hands))
        await open_dialogue(hands)
        await hands.press("shift+tab", "down", "shift+tab", "down", "down", "tab", "tab")
        await export(hands, "mine.md")
        await hands.until(lambda: "1 note written" in hands.says)
        await open_dialogue(hands)
        assert all(text in hands.text for text in ("mine.md", "● log", "● share"))
        await hands.press("enter")
        await hands.until(lambda: not is_open(hands))
    assert (folder / "mine.md").read_text().startswith("# hearing\n\n- ")


async def test_the_usual_name_tells_the_form_and_a_form_replaces_no_other(
    program: StartProgram, folder: Path
) -> None:
    async with program() as hands:
        await hands.note("note")
        await open_dialogue(hands)
        await hands.press("shift+tab", "shift+tab", "down", "down", "enter")
        await hands.until(lambda: "hearing-log.md" in hands.says)
        await open_dialogue(hands)
        await hands.press("shift+tab", "shift+tab", "up", "up", "enter")
        await hands.until(lambda: "hearing.md" in hands.says)
        assert sorted(path.name for path in folder.glob("*.md")) == ["hearing-log.md", "hearing.md"]
        await export(hands, "hearing-log.md")
        await hands.until(lambda: "in another form" in words(hands))
        assert "Ctrl+R" in hands.text


async def test_an_ending_that_is_typed_marks_its_form(program: StartProgram, folder: Path) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("first")
        await hands.press("x")
        await hands.type("mine.csv")
        await hands.until(lambda: "● csv" in hands.text, "the form")
        assert "mine.csv" in hands.text
        await hands.press("enter")
        await hands.until((folder / "mine.csv").exists, "the file")
    assert (folder / "mine.csv").read_text().startswith("\ufeffrecording,")


async def test_keys_that_come_all_at_once_are_done_in_their_order(
    program: StartProgram, folder: Path
) -> None:
    async with program() as hands:
        await hands.note("note")
        await open_dialogue(hands)
        await hands.burst("ctrl+u", *"onx", "backspace", "e", "full_stop", *"md", "enter")
        await hands.until(lambda: "1 note written" in hands.says)
    assert (folder / "one.md").exists()


# Chapters need more notes than one.
ONE_NOTE_FORMS = [
    export_format for export_format in all_formats().values() if export_format.name != "chapters"
]


@pytest.mark.parametrize(
    "export_format", ONE_NOTE_FORMS, ids=lambda export_format: export_format.name
)
async def test_the_proposal_is_what_was_written_last_and_a_letter_replaces_it(
    export_format: ExportFormat, program: StartProgram, folder: Path
) -> None:
    down = list(all_formats()).index(export_format.name)
    last, ending = (
        f"last{export_format.endings[0]}",
        ".csv" if ".csv" not in export_format.endings else ".html",
    )
    async with program(size=(100, 40)) as hands:
        await hands.playback()
        await hands.note("note")
        await hands.burst("x", "tab", *["down"] * down, "shift+tab")
        await hands.type(f"{last}\r")
        await hands.until((folder / last).exists, "the file")
        await hands.until(lambda: not is_open(hands))
        for _ in range(3):
            await hands.burst("x")
            await hands.until(
                lambda: is_open(hands) and f"● {export_format.name} " in hands.text, "the form"
            )
            assert last in hands.text
            await hands.burst("escape")
            await hands.until(lambda: not is_open(hands))
        await hands.burst("x")
        await hands.until(lambda: f"● {export_format.name} " in hands.text, "the form")
        for letter in f"n{ending}":
            await hands.type(letter)
        assert hands.app.screen.query_one("#file", Input).value == f"n{ending}"
        await hands.burst("enter")
        await hands.until((folder / f"n{ending}").exists, "the file")
    assert sorted(path.name for path in folder.glob("n*")) == [f"n{ending}"]


async def test_a_burst_from_list_to_list_is_done_in_its_order(
    program: StartProgram, folder: Path
) -> None:
    names, by_now = list(all_formats()), 6
    async with program(size=(100, 40)) as hands:
        await hands.note("note")
        await hands.burst("x", "tab", *["down"] * by_now, "tab", "down", "tab", *"mine", "enter")
        await hands.until((folder / "mine").exists, "the file")
        await hands.until(lambda: not is_open(hands))
        await hands.burst("x")
        await hands.until(lambda: f"● {names[by_now]} " in hands.text, "the form")
        assert f"● {list(LinkStyle)[1]}" in hands.text
        await hands.burst("shift+tab", "shift+tab", "pagedown", "pageup", "end", "tab", "home")
        await hands.until(lambda: f"● {names[-1]} " in hands.text, "the form")
        assert f"● {next(iter(LinkStyle))}" in hands.text


async def test_keys_are_done_before_a_line_of_the_dialogue_is_drawn(program: StartProgram) -> None:
    async with program(size=(100, 40)) as hands:
        await hands.note("note")
        await hands.burst("x", "tab", "pagedown", "pageup", "ctrl+r", "shift+tab", *"no", "escape")
        await hands.until(lambda: not is_open(hands), "the hearing")
        await hands.burst("x")
        await hands.until(lambda: "● article" in hands.text, "the usual")
        assert "hearing.md" in hands.text


async def test_what_is_pasted_replaces_the_name_in_its_turn(
    program: StartProgram, folder: Path
) -> None:
    async with program() as hands:
        await hands.note("note")
        await open_dialogue(hands)
        hands.app.post_message(events.Paste("mi\nne"))
        await hands.burst("x", "full_stop", *"csv", "enter")
        await hands.until((folder / "mix.csv").exists, "the file")


@pytest.mark.parametrize("size", [(40, 10), (40, 24), (80, 10), (60, 16), (80, 24)])
async def test_the_field_the_form_and_the_message_are_seen_at_any_size(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with program(size=size) as hands:
        await hands.note("note")
        await open_dialogue(hands)
        await hands.until(lambda: "● article" in hands.text, "the form")
        assert "hearing.md" in hands.text
        await hands.burst("tab", "end", "tab", "tab")
        last = list(all_formats())[-1]
        await hands.until(lambda: f"● {last}" in hands.text, "the form")
        await hands.type("nowhere/a.md\r")
        await hands.until(lambda: "There is no folder" in hands.text, "the reason")
        assert "nowhere/a.md" in hands.text


async def test_a_disk_that_does_not_answer_can_be_left(program: StartProgram, folder: Path) -> None:
    os.mkfifo(folder / "slow.md")  # opening it waits for a reader
    async with program() as hands:
        await hands.note("note")
        await export(hands, "slow.md")
        await hands.until(lambda: "Writing" in hands.text)
        await hands.press("escape")
        await hands.until(lambda: "Stopping …" in hands.text)
        await hands.press("escape")
        await hands.until(lambda: not is_open(hands))
        await hands.note("goes on")
        assert (folder / "slow.md").read_text().startswith("# hearing\n")
        await hands.until(lambda: "1 note written" in hands.says)
