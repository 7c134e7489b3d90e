"""Captions on the screen: beside the notes, followed, searched, quoted."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from hearingnotes import demo
from hearingnotes.config.settings import Settings
from hearingnotes.export.document import RenderOptions, render_hearing
from hearingnotes.library.library import Library
from hearingnotes.media.captions import Track
from hearingnotes.model.captions import Caption, Captions
from hearingnotes.services.open_hearing import OpenRequest, open_reference
from hearingnotes.session.events import CaptionsFound
from hearingnotes.ui.action import Mode
from hearingnotes.ui.hearing.screen import HearingScreen
from tests.media.origin import Origin
from tests.media_files import make_tone
from tests.ui.conftest import Hands, StartProgram

WIDE, NARROW = (120, 40), (80, 24)
AUDIO = str(demo.audio_path())
KEY = "dQw4w9WgXcQ"


async def captioned(hands: Hands, at: str = "40") -> None:
    """Captions are there, and it is held at a second of the demo."""
    await hands.playback()
    await hands.until(lambda: len(hands.screen.caption_controller.captions), "captions")
    await hands.press("space", "g")
    await hands.type(f"{at}\r")
    await hands.until(lambda: abs(second(hands) - float(at)) < 0.2, f"second {at}")
    await hands.until(lambda: said(hands), "what is said")


def quiet(folder: Path, words: str) -> str:
    """A recording in which these are the only words, near its end."""
    recording = make_tone(folder / "quiet.flac", 60)
    (folder / "quiet.vtt").write_text(f"WEBVTT\n\n00:50.000 --> 00:59.000\n{words}\n")
    return str(recording)


async def quoted(hands: Hands, text: str) -> None:
    """The only note is a quote."""
    await hands.playback()
    await hands.until(lambda: len(hands.screen.caption_controller.captions), "captions")
    await hands.press("space", "g")
    await hands.type("58\r")
    await hands.until(lambda: second(hands) > 57, "where they are said")
    await hands.press("Q", "enter")
    await hands.saved(1)
    assert [(note.text, note.from_captions) for note in hands.on_disk()] == [(text, True)]


async def rewrite(hands: Hands, text: str) -> None:
    """Give the only note another text, without ever emptying it."""
    await hands.press("e")
    note_editor = hands.screen.note_editor
    note_editor.replace(text, (0, 0), note_editor.document.end)
    await hands.press("enter")
    await hands.saved(1)


def second(hands: Hands) -> float:
    return hands.screen.session.player.moment().position_s or 0.0


def said(hands: Hands) -> str:
    """What stands beside the sign."""
    return next((line.split("▸")[1].strip() for line in hands.text.splitlines() if "▸" in line), "")


def chosen(screen: HearingScreen) -> str:
    index = screen.caption_controller.pane.selected
    return screen.caption_controller.captions[index].text if index is not None else ""


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_is_being_said_has_a_sign(program: StartProgram, size: tuple[int, int]) -> None:
    async with program(AUDIO, size=size) as hands:
        await captioned(hands, "34")
        assert "Even so, we counted" in said(hands)
        assert ("Thank you, Chair Marrick" in hands.text) == (size == WIDE)
        await hands.press("g")
        await hands.type("2:13\r")
        await hands.until(lambda: "Thank you, Mr. Quill" in said(hands), "another line")


async def test_a_narrow_line_shows_the_part_that_is_being_said(program: StartProgram) -> None:
    async with program(AUDIO, size=NARROW) as hands:
        await captioned(hands, "1.5")
        assert "Good morning" in said(hands)
        await hands.press("g")
        await hands.type("7\r")
        await hands.until(lambda: "Libraries to order." in said(hands), "the second part")


async def test_the_page_stands_still_until_it_is_turned(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands, "2")
        first = hands.text.splitlines()[4]
        await hands.press("g")
        await hands.type("30\r")
        await hands.until(lambda: "Harbor Falls" in said(hands), "a line further down")
        assert hands.text.splitlines()[4].split("│")[1][2:] == first.split("│")[1][2:]
        await hands.press("g")
        await hands.type("2:50\r")
        await hands.until(lambda: "Good morning. It is 10:04" not in hands.text, "another page")
        assert said(hands)


async def test_captions_are_hidden_by_a_key_and_that_is_remembered(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands)
        await hands.press("c")
        await hands.until(lambda: not said(hands), "nothing said")
        assert not hands.screen.caption_controller.pane.display
        await hands.press("c")
        await hands.until(lambda: said(hands), "what is said")
        await hands.press("c")
        remembered = hands.app.state_store.remembered.chosen
    assert remembered == {"captions": False}


async def test_by_the_settings_they_are_not_shown(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE, settings=Settings(captions=False)) as hands:
        await hands.playback()
        await hands.until(lambda: len(hands.screen.caption_controller.captions), "captions")
        assert "│" not in hands.text
        await hands.press("c")
        await hands.until(lambda: "│" in hands.text, "the pane")


async def test_another_window_has_another_form(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands)
        await hands.pilot.resize_terminal(*NARROW)
        await hands.until(lambda: "│" not in hands.text and said(hands), "one line")
        await hands.pilot.resize_terminal(80, 10)
        await hands.until(lambda: not said(hands), "room for notes")
        await hands.pilot.resize_terminal(*WIDE)
        await hands.until(lambda: "│" in hands.text and said(hands), "the pane")


async def test_a_recording_without_captions_is_as_ever(program: StartProgram) -> None:
    async with program(size=WIDE) as hands:
        await hands.playback()
        for key in ("c", "W"):
            await hands.press(key)
            assert hands.says == "This recording has no captions."
        await hands.press("Q")
        assert "This recording has no captions." in hands.heading
        await hands.type("So he said.\r")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert (note.text, note.from_captions) == ("> So he said.", False)


# --- quoting ---


@pytest.mark.parametrize("key", ["Q", "f10"])
async def test_a_quote_is_of_this_moment_and_its_link_opens_where_it_begins(
    program: StartProgram, key: str
) -> None:
    async with program(AUDIO) as hands:
        await captioned(hands, "76")
        await hands.press(key)
        assert "captions, unverified" in hands.heading
        assert hands.screen.note_editor.text.startswith("> ")
        await hands.press("enter")
        await hands.saved(1)
        (note,) = hands.on_disk()
        place = hands.screen.session.timeline.place_note(note)
    assert note.text == (
        "> Commissioner, last spring this council gave you $900,000 for longer hours. Not one"
        " branch has opened one hour longer. Where did the money go? That is a fair question,"
        " Council Member."
    )
    assert note.from_captions
    assert abs((note.moment.position_s or 0) - 76) < 0.2
    assert place is not None
    assert 60 < place.second_s < 61


async def test_it_is_unverified_until_it_is_ticked(program: StartProgram) -> None:
    async with program(AUDIO) as hands:
        await captioned(hands)
        await hands.press("Q", "enter")
        await hands.saved(1)
        assert "“?" in hands.text
        await hands.press("y")
        await hands.until(lambda: "nobody has verified that yet" in hands.says, "a remark")
        await hands.press("v")
        await hands.saved(1)
        assert "“?" not in hands.text
        assert "✓" in hands.text
        await hands.press("v")
        await hands.saved(1)
        assert "“?" in hands.text


async def test_a_quote_goes_into_the_note_that_is_being_written(program: StartProgram) -> None:
    async with program(AUDIO) as hands:
        await captioned(hands, "20")
        await hands.note("The chair opens:")
        await hands.press("v")
        await hands.saved(1)
        await hands.press("e", "ctrl+g")
        await hands.until(lambda: "captions, unverified" in hands.heading, "the remark")
        await hands.type(" !\r")
        await hands.saved(1)
        await hands.until(lambda: hands.on_disk()[0].from_captions, "the quote on the disk")
        (note,) = hands.on_disk()
    opens, quoted = note.text.split("\n")
    assert opens == "The chair opens:"
    assert quoted.startswith("> It is 10:04")
    assert quoted.endswith("branch libraries. !")
    assert not note.verified


async def test_without_its_quote_a_note_is_not_from_captions(program: StartProgram) -> None:
    async with program(AUDIO) as hands:
        await captioned(hands)
        await hands.press("Q", "ctrl+u", *["backspace"] * 400)
        await hands.type("my own words\r")
        await hands.saved(1)
        (note,) = hands.on_disk()
    assert (note.text, note.from_captions) == ("my own words", False)


@pytest.mark.parametrize(
    ("written", "keeps"),
    [
        ("Marrick: > We will vote.", True),
        ("“We will vote”", True),
        ("@chair said: > We will", True),
        (">We will vote.", True),
        ("Note\n  > We will vote.", True),
        ("They VOTE, I heard.", True),
        ("my own words", False),
    ],
)
async def test_its_mark_holds_while_one_of_its_words_is_left(
    program: StartProgram, tmp_path: Path, written: str, keeps: bool
) -> None:
    async with program(quiet(tmp_path, "We will vote.")) as hands:
        await quoted(hands, "> We will vote.")
        await rewrite(hands, written)
        (note,) = hands.on_disk()
        assert (note.text, note.from_captions, note.verified) == (written, keeps, False)
        await rewrite(hands, "> We will vote.")
        assert hands.on_disk()[0].from_captions == keeps


async def test_a_text_that_was_emptied_is_a_new_one_unless_that_is_taken_back(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(quiet(tmp_path, "We will vote.")) as hands:
        await quoted(hands, "> We will vote.")
        for undone, keeps in ((True, True), (False, False)):
            await hands.press("e", *["backspace"] * 20)
            await hands.until(lambda: "unverified" not in hands.heading, "no quote")
            await hands.type("we")
            if undone:
                await hands.press(*["ctrl+z"] * 8)
                await hands.until(lambda: "vote" in hands.screen.note_editor.text, "the quote")
                assert "captions, unverified" in hands.heading
                await hands.type(" we")
            await hands.press("enter")
            await hands.saved(1)
            assert hands.on_disk()[0].from_captions == keeps


async def test_a_quote_that_is_taken_back_leaves_the_note_as_it_was(program: StartProgram) -> None:
    async with program(AUDIO) as hands:
        await captioned(hands)
        await hands.note("> My own ears heard this.")
        await hands.press("v")
        await hands.saved(1)
        (before,) = hands.on_disk()
        await hands.press("e", "ctrl+g")
        await hands.until(lambda: "captions, unverified" in hands.heading, "the remark")
        await hands.press("ctrl+z")
        await hands.until(lambda: "unverified" not in hands.heading, "no quote")
        await hands.press("enter")
        await hands.saved(1)
        assert hands.on_disk() == [before]


async def test_a_check_by_a_colleague_is_not_of_the_words_that_are_written_meanwhile(
    program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    async with program(quiet(tmp_path, "We will vote.")) as hands:
        await quoted(hands, "> We will vote.")
        await hands.press("e")
        await hands.type(" Perhaps.")
        with Library(library_path) as library:
            (note,) = hands.on_disk()
            library.notes.change("verify", note, replace(note, verified=True))
        await hands.until(
            lambda: hands.screen.session.note_index.get(note.id) == replace(note, verified=True),
            "what the colleague did",
        )
        await hands.press("enter")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert note.text == "> We will vote. Perhaps."
        assert note.is_unverified_quote


async def test_a_quote_that_was_being_typed_outlasts_the_program(program: StartProgram) -> None:
    async with program(AUDIO) as hands:
        await captioned(hands)
        await hands.press("Q", "ctrl+q")
    async with program(AUDIO) as hands:
        await hands.until(lambda: hands.screen.mode is Mode.WRITING, "writing")
        assert "captions, unverified" in hands.heading
        await hands.press("enter")
        await hands.saved(1)
        assert hands.on_disk()[0].from_captions


async def test_where_nothing_was_said_the_moment_is_kept_all_the_same(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = make_tone(tmp_path / "quiet.flac", 60)
    (tmp_path / "quiet.vtt").write_text("WEBVTT\n\n00:50.000 --> 00:54.000\nLate.\n")
    async with program(str(recording)) as hands:
        await hands.playback()
        await hands.until(lambda: "captions" in hands.says, "captions")
        await hands.press("Q")
        assert "nothing of the last 15 seconds" in hands.heading
        await hands.press("escape")
        await hands.until(lambda: hands.screen.mode is Mode.WATCHING)
        assert "Nothing was typed" in hands.says


async def test_an_anchor_moves_links_and_no_captions(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands, "76")
        before = said(hands)
        await hands.press("A")
        await hands.type("1:40\r\r")
        await hands.until(lambda: (hands.screen.session.second_s() or 0) > 99, "the anchor")
        hands.screen.caption_controller.tick()
        assert said(hands) == before
        await hands.press("Q", "enter")
        await hands.saved(1)
        (note,) = hands.on_disk()
        assert note.text.startswith("> Commissioner, last spring this council")
        place = hands.screen.session.timeline.place_note(note)
        assert place is not None
        assert 84 < place.second_s < 85  # 24 seconds behind where it begins
        await hands.press("n", "ctrl+g")
        await hands.until(lambda: "last spring" in hands.screen.note_editor.text, "the quote")
        await hands.press("escape", "W")
        await hands.type("boilers\r")
        captions = hands.screen.caption_controller.captions
        wanted = captions[captions.find("boilers")[0]]
        await hands.until(lambda: 0 <= second(hands) - wanted.begin_s < 5, "played from there")
        await hands.until(lambda: wanted.text[:20] in said(hands), "what is said")


async def test_a_lead_is_not_taken_off_where_the_quote_begins(program: StartProgram) -> None:
    async with program(AUDIO) as hands:
        await captioned(hands, "76")
        await hands.press("l")
        await hands.type("5\r")
        await hands.press("Q", "enter")
        await hands.saved(1)
        await hands.note("My own ears.")
        (own, quoted) = render_hearing(hands.screen.session.snapshot(), RenderOptions()).entries[
            ::-1
        ]
        rows = [row for row in hands.text.splitlines() if "±" in row]
    assert ["−5" in row for row in rows] == ["own ears" in row for row in rows] != []
    assert (own.lead_s, quoted.lead_s) == (5, 0)
    assert quoted.link.endswith(f"#t={int(quoted.second_s or 0)}")


# --- finding ---


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_words_are_found_in_the_whole_hearing_and_played(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with program(AUDIO, size=size) as hands:
        await captioned(hands)
        await hands.note("before")
        await hands.press("W")
        await hands.type("SUNDAY")
        await hands.until(lambda: "first" in chosen(hands.screen), "the next hit")
        assert hands.text.count("Sunday") >= 4
        assert "Thank you, Mr. Quill" not in hands.text
        await hands.press("down", "down", "up", "enter")
        await hands.until(lambda: "Millrace will open" in said(hands), "played from there")
        assert not hands.screen.session.player.state.paused
        assert "before" in hands.text
        await hands.press("n")
        assert hands.screen.mode is Mode.WRITING


async def test_the_words_are_there_again_to_go_on_with_and_a_letter_replaces_them(
    program: StartProgram,
) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands)
        await hands.press("W")
        await hands.type("sunday\r")
        await hands.until(lambda: second(hands) > 86, "the first hit")
        await hands.press("W")
        await hands.until(lambda: "Millrace" in chosen(hands.screen), "the next hit")
        assert hands.screen.prompt.value == "sunday"
        await hands.type("boilers")
        assert hands.screen.prompt.value == "boilers"
        await hands.until(lambda: "boilers" in chosen(hands.screen), "other words")


async def test_without_words_all_captions_can_be_gone_through(program: StartProgram) -> None:
    async with program(AUDIO, size=NARROW) as hands:
        await captioned(hands, "34")
        await hands.press("W")
        await hands.until(lambda: "Even so" in chosen(hands.screen), "what is being said")
        await hands.press(*["down"] * 12)
        await hands.until(lambda: chosen(hands.screen)[:20] in hands.text, "in sight")
        wanted = chosen(hands.screen)
        await hands.press("enter")
        await hands.until(lambda: said(hands)[:10] in wanted, "played from there")


async def test_words_that_nobody_says(program: StartProgram) -> None:
    async with program(AUDIO, size=NARROW) as hands:
        await captioned(hands)
        at = second(hands)
        await hands.press("W")
        await hands.type("zebra")
        await hands.until(lambda: "No caption has these words." in hands.text, "none")
        await hands.press("enter")
        assert "Other words, or Esc" in hands.heading
        await hands.press("escape")
        assert "Watching" in hands.heading
        assert second(hands) == at
        assert not hands.screen.caption_controller.pane.display


async def test_a_click_plays_from_a_caption(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands, "2")
        lines = hands.text.splitlines()
        y = next(y for y, line in enumerate(lines) if "Four" in line)
        await hands.pilot.click(offset=(100, y))
        await hands.until(lambda: "Harbor Falls has nine" in said(hands), "played from there")


async def test_the_wheel_looks_elsewhere_and_back(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands, "2")
        pane = hands.screen.caption_controller.pane
        for _ in range(5):
            pane._scroll(3)
        await hands.until(lambda: "Good morning. It is" not in hands.text, "further on")
        await hands.press("g")
        await hands.type("9\r")
        await hands.until(lambda: pane._said == 1, "another line")
        assert "Good morning. It is" not in hands.text
        for _ in range(5):
            pane._scroll(-3)
        await hands.until(lambda: "I am Council Member" in said(hands), "back")


async def test_captions_that_come_again_leave_what_is_looked_for(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands)
        await hands.press("W")
        await hands.type("sunday")
        await hands.until(lambda: "first" in chosen(hands.screen), "a hit")
        await hands.press("down")
        wanted, caption_controller = chosen(hands.screen), hands.screen.caption_controller
        recording_id, captions = (
            hands.screen.playback.recording_id or "",
            caption_controller.captions,
        )
        caption_controller.on_captions_found(
            CaptionsFound(recording_id, Track(Captions(captions), "again"))
        )
        assert chosen(hands.screen) == wanted
        others = Captions([*captions, Caption(170, 175, "Sunday at last")])
        caption_controller.on_captions_found(CaptionsFound(recording_id, Track(others, "others")))
        assert "Sunday" in chosen(hands.screen)
        await hands.until(lambda: "Sunday at last" in hands.text, "what is found in the others")
        assert "Thank you, Mr. Quill" not in hands.text
        await hands.press("enter")
        await hands.until(lambda: "Watching" in hands.heading, "played from there")


# --- where they come from ---


async def test_captions_that_were_named_are_of_what_was_opened(
    program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    other = make_tone(tmp_path / "other.flac", 60)
    with Library(library_path) as library:
        opening = open_reference(library, str(other))
        library.hearings.save(opening.hearing, opening.recordings)
    async with program(size=WIDE, opens=naming(words_in(tmp_path / "first.vtt"))) as hands:
        await hands.playback()
        await hands.until(lambda: "Named words." in hands.text, "the captions")
        first = hands.screen
        with Library(library_path) as library:
            hands.app.navigator.change_hearing(open_reference(library, str(other)))
        await hands.playback()
        assert hands.screen is not first
        await no_captions(hands)
        with Library(library_path) as library:
            hands.app.navigator.change_hearing(
                open_reference(library, first.session.recordings[0].url)
            )
        await hands.playback()
        await hands.until(lambda: "Named words." in hands.text, "the first one's own")


async def test_captions_that_were_named_once_are_found_again_and_told_when_they_are_gone(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = str(make_tone(tmp_path / "a.flac", 60))
    named = words_in(tmp_path / "elsewhere.vtt")
    async with program(recording, size=WIDE, opens=naming(named)) as hands:
        await hands.until(lambda: "(from elsewhere.vtt)" in hands.says, "the captions")
        await hands.note("so that it is kept")
    words_in(tmp_path / "a.vtt", "Words beside it.")
    async with program(recording, size=WIDE) as hands:
        await hands.until(lambda: "(from elsewhere.vtt)" in hands.says, "the same captions")
    named.unlink()
    async with program(recording, size=WIDE) as hands:
        await hands.until(lambda: "Words beside it." in hands.text, "what else there is")
        assert hands.says.startswith("The captions elsewhere.vtt can't be read (No such file")
        assert "named with --captions" in hands.says
    (tmp_path / "a.vtt").unlink()
    async with program(recording, size=WIDE) as hands:
        await hands.until(lambda: "elsewhere.vtt" in hands.says, "why there are none")
        await no_captions(hands)


async def test_captions_are_let_go_when_another_recording_plays(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands)
        playback, session = hands.screen.playback, hands.screen.session
        assert playback._medium is not None
        (first,) = session.recordings
        other = str(make_tone(tmp_path / "none.flac", 60))
        session.recordings = (replace(first, id="R2", key=other, url=other), first)
        playback._medium = replace(playback._medium, url=other)
        hands.screen.tick()
        assert len(hands.screen.caption_controller.captions) == 0
        late = CaptionsFound(first.id, Track(Captions([Caption(0, 9, "late")]), "late"))
        assert hands.screen.caption_controller.on_captions_found(late) == ""
        await no_captions(hands)
        assert playback.recording_id == "R2"


async def test_captions_are_let_go_when_they_are_looked_for_again_and_there_are_none(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = str(make_tone(tmp_path / "a.flac", 60))
    beside = words_in(tmp_path / "a.vtt")
    async with program(recording, size=WIDE) as hands:
        await hands.playback()
        await hands.until(lambda: "Named words." in hands.text, "the captions")
        beside.unlink()
        await hands.press("f5")
        await hands.until(lambda: "Named words." not in hands.text, "none any more")
        await no_captions(hands)


def words_in(path: Path, words: str = "Named words.") -> Path:
    path.write_text(f"WEBVTT\n\n00:00.000 --> 09:59.000\n{words}\n")
    return path


def naming(path: Path) -> Callable[[Library, str], OpenRequest]:
    """Open it as with --captions."""
    return lambda library, what: replace(open_reference(library, what), captions=path)


async def no_captions(hands: Hands) -> None:
    await hands.press("c")
    await hands.until(
        lambda: hands.says == "This recording has no captions.", "that there are none"
    )
    await hands.press("Q")
    assert "This recording has no captions." in hands.heading
    await hands.press("escape")


async def test_markup_and_escapes_in_captions_are_text(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = make_tone(tmp_path / "ugly.flac", 20)
    text = "WEBVTT\n\n00:00.000 --> 00:19.000\n[red]--mpv[/] @click=app.quit \x1b[31m &lt;b&gt;\n"
    (tmp_path / "ugly.vtt").write_text(text)
    async with program(str(recording), size=WIDE) as hands:
        await hands.playback()
        await hands.until(lambda: "[red]--mpv[/] @click=app.quit" in hands.text, "the text")
        assert "[31m" in hands.text
        assert "<b>" in hands.text
        await hands.press("Q", "enter")
        await hands.saved(1)
        assert hands.on_disk()[0].text.startswith("> [red]--mpv[/]")


async def test_a_file_that_can_not_be_read_is_told(program: StartProgram, tmp_path: Path) -> None:
    recording = make_tone(tmp_path / "bad.flac", 20)
    (tmp_path / "bad.vtt").write_bytes(b"WEBVTT\n\n\xff")
    async with program(str(recording)) as hands:
        await hands.until(lambda: "bad.vtt, line 3" in hands.says, "the trouble")
        await hands.note("all the same")


async def test_those_of_a_video(origin: Origin, program: StartProgram) -> None:
    assert origin.media is not None
    make_tone(origin.media / "sound.flac", 60)
    events = [{"tStartMs": 1000 * at, "segs": [{"utf8": f"word {at}"}]} for at in range(60)]
    origin.page("/timedtext", json.dumps({"events": events}))
    sound = {"format_id": "140", "ext": "flac", "acodec": "flac", "vcodec": "none",
             "url": "/media/sound.flac"}  # fmt: skip
    heard = {"en-orig": [{"ext": "json3", "url": f"{origin.url}/timedtext"}]}
    url = origin.video(KEY, formats=[sound], title="Budget", automatic_captions=heard)
    async with program(url, size=WIDE) as hands:
        await hands.until(lambda: "(automatic, en)" in hands.says, "captions")
        await hands.playback()
        await hands.until(lambda: said(hands), "what is said")


async def test_the_tick_repaints_nothing_while_one_caption_is_said(
    program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with program(AUDIO, size=WIDE) as hands:
        await captioned(hands, "34")
        painted: list[str] = []
        pane, notes = hands.screen.caption_controller.pane, hands.screen.note_list
        for name, widget in (("pane", pane), ("notes", notes)):
            monkeypatch.setattr(widget, "refresh", _noting(painted, name, widget.refresh))
        hands.screen.caption_controller.tick()
        assert painted == []
        index = hands.screen.caption_controller.captions.at(34)
        assert index is not None
        pane.follow(index + 1)
        # The lines of the one that was said and of the next, and nothing else.
        assert set(painted) == {"pane (1)"}
        assert len(painted) == sum(
            1 for row in pane._rows if pane._shown[row.at] in {index, index + 1}
        )


def _noting(painted: list[str], name: str, refresh: Callable[..., object]) -> Callable[..., object]:
    def note(*regions: object, **about: object) -> object:
        painted.append(f"{name} ({len(regions)})")
        return refresh(*regions, **about)

    return note


def test_a_note_is_an_unverified_quote_until_it_is_verified() -> None:
    from datetime import UTC, datetime

    from hearingnotes.model.moment import Moment
    from hearingnotes.model.note import Note

    note = Note("N", "H", Moment(datetime(2026, 1, 1, tzinfo=UTC)), "> so", from_captions=True)
    assert note.is_unverified_quote
    assert not replace(note, verified=True).is_unverified_quote
    assert not replace(note, from_captions=False).is_unverified_quote
