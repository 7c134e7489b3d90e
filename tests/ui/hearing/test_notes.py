"""Changing, choosing, finding and handing out notes."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.ui.keymap import Keymap
from tests.ui.conftest import AppDriver, StartProgram


def second(driver: AppDriver, index: int = 0) -> float:
    place = driver.screen.session.timeline.place_note(driver.on_disk()[index])
    assert place is not None
    return place.second_s


async def test_nudging_moves_the_second_and_keeps_the_moment(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        driver.screen.session.player.seek_to(60)
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 60)
        await driver.note("here")
        (note,) = driver.on_disk()
        await driver.press("right_square_bracket", "right_square_bracket", "left_square_bracket")
        await driver.saved(1)
        assert second(driver) == pytest.approx((note.moment.position_s or 0) + 1, abs=0.01)
        assert driver.on_disk()[0].moment == note.moment


async def test_set_to_now_takes_a_new_moment(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("too early")
        player = driver.screen.session.player
        player.seek_to(300)
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 300)
        await driver.press("t")
        await driver.saved(1)
        assert 300 <= second(driver) < 310


async def test_a_note_is_deleted_undone_and_redone(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("one")
        await driver.note("two")
        await driver.press("d")
        await driver.until(lambda: len(driver.on_disk()) == 1)
        await driver.press("u")
        await driver.saved(2)
        assert "Undone: the deletion, 0:" in driver.says
        assert "“two”" in driver.says
        assert "two" in driver.text
        await driver.press("ctrl+r")
        await driver.until(lambda: len(driver.screen.session.note_index) == 1)
        assert [note.text for note in driver.on_disk()] == ["one"]


async def test_undo_works_after_a_restart(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("kept")
        await driver.press("d")
        await driver.until(lambda: driver.on_disk() == [])
    async with program() as driver:
        await driver.playback()
        await driver.press("u")
        await driver.saved(1)
        assert "kept" in driver.text


async def test_star_and_verify_are_shown_without_colour(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("important")
        await driver.press("asterisk", "v")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert note.starred
        assert note.verified
        assert "★✓" in driver.text


async def test_notes_are_filtered_while_one_types(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        for text in ("budget of parks", "library hours", "budget vote"):
            await driver.note(text)
        await driver.press("slash")
        await driver.type("BUDGET")
        assert "library hours" not in driver.text
        assert "2 of 3 notes" in driver.text
        await driver.press("enter", "up")
        assert driver.screen.session.note_index.selected_note is not None
        assert driver.screen.session.note_index.selected_note.text == "budget of parks"
        await driver.press("slash", "escape")
        assert "library hours" in driver.text


async def test_a_note_is_played_from_its_second(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        player = driver.screen.session.player
        player.seek_to(200)
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 200)
        await driver.note("there")
        player.seek_to(10)
        await driver.until(lambda: (driver.screen.session.second_s() or 999) < 100)
        await driver.press("p")
        await driver.until(lambda: 199 < (driver.screen.session.second_s() or 0) < 210)
        await driver.press("comma")
        assert "no note before" in driver.says or (driver.screen.session.second_s() or 0) > 199


@pytest.mark.parametrize("text", ["1:30", "90s", "1m30s", "https://youtu.be/4LBmWqYuuDY&t=90"])
async def test_the_player_goes_to_a_time_in_any_spelling(program: StartProgram, text: str) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("g")
        driver.screen.prompt.value = text
        await driver.press("enter")
        await driver.until(lambda: 89 < (driver.screen.session.second_s() or 0) < 100)


async def test_a_typed_text_that_is_no_time_is_refused(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("g")
        await driver.type("soon")
        await driver.press("enter")
        await driver.until(lambda: "soon is not a time" in driver.text)
        assert driver.screen.prompt.value == "soon"


async def test_speed_keeps_to_its_steps(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        player = driver.screen.session.player
        for _ in range(20):
            await driver.press("greater_than_sign")
        await driver.until(lambda: player.state.speed == 3.0)
        await driver.press("equals_sign")
        await driver.until(lambda: player.state.speed == 1.0)


async def test_the_volume_is_saved(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("minus", "minus")
        await driver.until(lambda: "volume" in driver.app.state_store.remembered.chosen)
        assert driver.app.state_store.remembered.chosen["volume"] < 100


async def test_copying_a_note_goes_through_the_terminal_without_a_clipboard(
    program: StartProgram, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with program() as driver:
        await driver.playback()
        await driver.note("worth quoting")
        await driver.press("y")
        await driver.until(lambda: "Sent to the terminal" in driver.says)
        assert driver.app.clipboard == "worth quoting (Source: hearing.flac#t=0)"
        await driver.press("Y")
        await driver.until(lambda: driver.app.clipboard == f"{tone.as_uri()}#t=0")
    async with program(driver.app.clipboard) as driver:
        assert len(driver.screen.session.note_index) == 1


async def test_notes_are_exported_from_the_screen(program: StartProgram, tmp_path: Path) -> None:
    target = tmp_path / "out" / "article.md"
    target.parent.mkdir()
    async with program() as driver:
        await driver.playback()
        await driver.note("The vote was 3 to 1")
        await driver.press("x")
        await driver.until(lambda: driver.app.screen is not driver.screen)
        await driver.press("ctrl+u")
        await driver.type(str(target))
        await driver.press("enter")
        await driver.until(lambda: "1 note written" in driver.says)
    text = target.read_text()
    assert text.startswith("# hearing\n")
    assert "The vote was 3 to 1 (Source: " in text


async def test_a_clicked_note_is_selected(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("first")
        await driver.note("second")
        await driver.pilot.click("NoteList", offset=(25, 0))
        await driver.until(lambda: driver.screen.session.note_index.selected_note is not None)
        selected = driver.screen.session.note_index.selected_note
        assert selected is not None
        assert selected.text == "first"


async def test_a_new_note_does_not_scroll_the_list_away_from_the_reader(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        for number in range(3):
            await driver.note(f"note {number}")
        await driver.press("home")
        await driver.note("new")
        selected = driver.screen.session.note_index.selected_note
        assert selected is not None
        assert selected.text == "note 0"


async def test_a_note_changed_elsewhere_meanwhile_is_reported(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("ours")
        await driver.press("e")
        with Library(driver._library_path, who="ben@desk") as library:
            (note,) = driver.on_disk()
            library.notes.change("edit", note, replace(note, text="theirs"))
        known = driver.screen.session.note_index.get
        await driver.until(lambda: getattr(known(note.id), "text", "") == "theirs", "the news")
        await driver.type(" again\r")
        await driver.until(lambda: "changed elsewhere meanwhile" in driver.says)
        await driver.until(lambda: driver.on_disk()[0].text == "ours again")
        await driver.press("u")
        await driver.until(lambda: driver.on_disk()[0].text == "theirs", "theirs back")


async def test_a_note_that_was_just_taken_is_selected(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.press("g")
        await driver.type("2:00\r")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) >= 119)
        await driver.note("late in the hearing")
        await driver.press("g")
        await driver.type("1:00\r")
        await driver.until(lambda: (driver.screen.session.second_s() or 999) < 90)
        await driver.note("before it")
        await driver.note("after that")
    async with program() as driver:
        await driver.playback()
        await driver.note("once more")
        await driver.press("d")
        await driver.saved(3)
        assert "once more" not in [note.text for note in driver.on_disk()]
        assert "“once more”. u brings it back." in driver.says


async def test_the_note_list_wraps_changes_as_a_new_list_would(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        for number in range(4):
            await driver.note(f"{number} " + "some words " * (1 + 7 * (number % 2)))
        shown = driver.screen.note_list
        for keys in ("k d", "u", "home e ctrl+n z enter", "end asterisk", "m", "home [", "slash 3"):
            await driver.press(*keys.split())
            await driver.until(lambda: not driver.screen.undo_queue.is_under_way, keys)
            await driver.until(lambda: not driver.screen.session.note_index.pending, keys)
            drawn = [*shown._lines], [*shown._starts]
            shown._wrapped_for = 0
            shown.refresh_from(0)
            assert (shown._lines, shown._starts) == drawn


async def test_the_keys_page_shows_every_action(program: StartProgram) -> None:
    async with program(size=(100, 200)) as driver:
        await driver.playback()
        await driver.press("question_mark")
        await driver.until(lambda: driver.app.screen is not driver.screen)
        for action in driver.app.keymap.actions:
            assert action.id in driver.text or re.fullmatch(r"speaker_\d", action.id), action.id


@pytest.mark.parametrize(
    ("overrides", "says"),
    [
        ({"paus": "z"}, ["no action paus", "did you mean pause"]),
        ({"pause": "ctrl+nonsense"}, ["pause can't have ctrl+nonsense"]),
        ({"pause": "n"}, ["n is the key of both capture and pause"]),
        ({"pause": ""}, ["pause needs a key"]),
    ],
)
def test_wrong_keys_are_reported_with_their_names(
    overrides: dict[str, str], says: list[str], make_keymap: Callable[[dict[str, str]], Keymap]
) -> None:
    message = " ".join(sentence for _, sentence in make_keymap(overrides).problems)
    for words in says:
        assert words in message


async def test_the_selected_note_stays_in_sight_in_a_lower_window(program: StartProgram) -> None:
    async with program(size=(110, 40)) as driver:
        for number in range(30):
            await driver.note(f"note {number}")
        await driver.resize(110, 20)
        assert "▌" in driver.text
        await driver.resize(100, 14)
        assert "▌" in driver.text
