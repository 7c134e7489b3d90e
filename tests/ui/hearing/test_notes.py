"""Changing, choosing, finding and handing out notes."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.ui.keymap import Keymap
from tests.ui.conftest import Hands, StartProgram


def second(hands: Hands, index: int = 0) -> float:
    place = hands.screen.session.timeline.place_note(hands.on_disk()[index])
    assert place is not None
    return place.second_s


async def test_nudging_moves_the_second_and_keeps_the_moment(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        hands.screen.session.player.seek_to(60)
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 60)
        await hands.note("here")
        (note,) = hands.on_disk()
        await hands.press("right_square_bracket", "right_square_bracket", "left_square_bracket")
        await hands.saved(1)
        assert second(hands) == pytest.approx((note.moment.position_s or 0) + 1, abs=0.01)
        assert hands.on_disk()[0].moment == note.moment


async def test_set_to_now_takes_a_new_moment(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("too early")
        player = hands.screen.session.player
        player.seek_to(300)
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 300)
        await hands.press("t")
        await hands.saved(1)
        assert 300 <= second(hands) < 310


async def test_a_note_is_deleted_undone_and_redone(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("one")
        await hands.note("two")
        await hands.press("d")
        await hands.until(lambda: len(hands.on_disk()) == 1)
        await hands.press("u")
        await hands.saved(2)
        assert "Undone: the deletion, 0:" in hands.says
        assert "“two”" in hands.says
        assert "two" in hands.text
        await hands.press("ctrl+r")
        await hands.until(lambda: len(hands.screen.session.note_index) == 1)
        assert [note.text for note in hands.on_disk()] == ["one"]


async def test_undo_works_after_a_restart(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("kept")
        await hands.press("d")
        await hands.until(lambda: hands.on_disk() == [])
    async with program() as hands:
        await hands.playback()
        await hands.press("u")
        await hands.saved(1)
        assert "kept" in hands.text


async def test_star_and_verify_are_shown_without_colour(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("important")
        await hands.press("asterisk", "v")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert note.starred
        assert note.verified
        assert "★✓" in hands.text


async def test_notes_are_filtered_while_one_types(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        for text in ("budget of parks", "library hours", "budget vote"):
            await hands.note(text)
        await hands.press("slash")
        await hands.type("BUDGET")
        assert "library hours" not in hands.text
        assert "2 of 3 notes" in hands.text
        await hands.press("enter", "up")
        assert hands.screen.session.note_index.selected_note is not None
        assert hands.screen.session.note_index.selected_note.text == "budget of parks"
        await hands.press("slash", "escape")
        assert "library hours" in hands.text


async def test_a_note_is_played_from_its_second(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        player = hands.screen.session.player
        player.seek_to(200)
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 200)
        await hands.note("there")
        player.seek_to(10)
        await hands.until(lambda: (hands.screen.session.second_s() or 999) < 100)
        await hands.press("p")
        await hands.until(lambda: 199 < (hands.screen.session.second_s() or 0) < 210)
        await hands.press("comma")
        assert "no note before" in hands.says or (hands.screen.session.second_s() or 0) > 199


@pytest.mark.parametrize("text", ["1:30", "90s", "1m30s", "https://youtu.be/4LBmWqYuuDY&t=90"])
async def test_the_player_goes_to_a_time_in_any_spelling(program: StartProgram, text: str) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("g")
        hands.screen.prompt.value = text
        await hands.press("enter")
        await hands.until(lambda: 89 < (hands.screen.session.second_s() or 0) < 100)


async def test_a_typed_text_that_is_no_time_is_refused(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("g")
        await hands.type("soon")
        await hands.press("enter")
        await hands.until(lambda: "soon is not a time" in hands.text)
        assert hands.screen.prompt.value == "soon"


async def test_speed_keeps_to_its_steps(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        player = hands.screen.session.player
        for _ in range(20):
            await hands.press("greater_than_sign")
        await hands.until(lambda: player.state.speed == 3.0)
        await hands.press("equals_sign")
        await hands.until(lambda: player.state.speed == 1.0)


async def test_the_volume_is_saved(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("minus", "minus")
        await hands.until(lambda: "volume" in hands.app.state_store.remembered.chosen)
        assert hands.app.state_store.remembered.chosen["volume"] < 100


async def test_copying_a_note_goes_through_the_terminal_without_a_clipboard(
    program: StartProgram, tone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with program() as hands:
        await hands.playback()
        await hands.note("worth quoting")
        await hands.press("y")
        await hands.until(lambda: "Sent to the terminal" in hands.says)
        assert hands.app.clipboard == "worth quoting (Source: hearing.flac#t=0)"
        await hands.press("Y")
        await hands.until(lambda: hands.app.clipboard == f"{tone.as_uri()}#t=0")
    async with program(hands.app.clipboard) as hands:
        assert len(hands.screen.session.note_index) == 1


async def test_notes_are_exported_from_the_screen(program: StartProgram, tmp_path: Path) -> None:
    target = tmp_path / "out" / "article.md"
    target.parent.mkdir()
    async with program() as hands:
        await hands.playback()
        await hands.note("The vote was 3 to 1")
        await hands.press("x")
        await hands.until(lambda: hands.app.screen is not hands.screen)
        await hands.press("ctrl+u")
        await hands.type(str(target))
        await hands.press("enter")
        await hands.until(lambda: "1 note written" in hands.says)
    text = target.read_text()
    assert text.startswith("# hearing\n")
    assert "The vote was 3 to 1 (Source: " in text


async def test_a_clicked_note_is_selected(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("first")
        await hands.note("second")
        await hands.pilot.click("NoteList", offset=(25, 0))
        await hands.until(lambda: hands.screen.session.note_index.selected_note is not None)
        chosen = hands.screen.session.note_index.selected_note
        assert chosen is not None
        assert chosen.text == "first"


async def test_a_new_note_does_not_scroll_the_list_away_from_the_reader(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        for number in range(3):
            await hands.note(f"note {number}")
        await hands.press("home")
        await hands.note("new")
        chosen = hands.screen.session.note_index.selected_note
        assert chosen is not None
        assert chosen.text == "note 0"


async def test_a_note_changed_elsewhere_meanwhile_is_reported(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("ours")
        await hands.press("e")
        with Library(hands._library_path, who="ben@desk") as library:
            (note,) = hands.on_disk()
            library.notes.change("edit", note, replace(note, text="theirs"))
        known = hands.screen.session.note_index.get
        await hands.until(lambda: getattr(known(note.id), "text", "") == "theirs", "the news")
        await hands.type(" again\r")
        await hands.until(lambda: "changed elsewhere meanwhile" in hands.says)
        await hands.until(lambda: hands.on_disk()[0].text == "ours again")
        await hands.press("u")
        await hands.until(lambda: hands.on_disk()[0].text == "theirs", "theirs back")


async def test_a_note_that_was_just_taken_is_selected(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.press("g")
        await hands.type("2:00\r")
        await hands.until(lambda: (hands.screen.session.second_s() or 0) >= 119)
        await hands.note("late in the hearing")
        await hands.press("g")
        await hands.type("1:00\r")
        await hands.until(lambda: (hands.screen.session.second_s() or 999) < 90)
        await hands.note("before it")
        await hands.note("after that")
    async with program() as hands:
        await hands.playback()
        await hands.note("once more")
        await hands.press("d")
        await hands.saved(3)
        assert "once more" not in [note.text for note in hands.on_disk()]
        assert "“once more”. u brings it back." in hands.says


async def test_the_note_list_wraps_changes_as_a_new_list_would(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        for number in range(4):
            await hands.note(f"{number} " + "some words " * (1 + 7 * (number % 2)))
        shown = hands.screen.note_list
        for keys in ("k d", "u", "home e ctrl+n z enter", "end asterisk", "m", "home [", "slash 3"):
            await hands.press(*keys.split())
            await hands.until(lambda: not hands.screen.undo_queue.is_under_way, keys)
            await hands.until(lambda: not hands.screen.session.note_index.pending, keys)
            drawn = [*shown._lines], [*shown._starts]
            shown._wrapped_for = 0
            shown.refresh_from(0)
            assert (shown._lines, shown._starts) == drawn


async def test_the_keys_page_shows_every_action(program: StartProgram) -> None:
    async with program(size=(100, 200)) as hands:
        await hands.playback()
        await hands.press("question_mark")
        await hands.until(lambda: hands.app.screen is not hands.screen)
        for action in hands.app.keymap.actions:
            assert action.id in hands.text or re.fullmatch(r"speaker_\d", action.id), action.id


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
    told = " ".join(sentence for _, sentence in make_keymap(overrides).problems)
    for words in says:
        assert words in told


async def test_the_selected_note_stays_in_sight_in_a_lower_window(program: StartProgram) -> None:
    async with program(size=(110, 40)) as hands:
        for number in range(30):
            await hands.note(f"note {number}")
        await hands.resize(110, 20)
        assert "▌" in hands.text
        await hands.resize(100, 14)
        assert "▌" in hands.text
