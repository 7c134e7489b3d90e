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
from tests.ui.conftest import AppDriver, StartProgram

WIDE, NARROW = (120, 40), (80, 24)
AUDIO = str(demo.audio_path())
KEY = "dQw4w9WgXcQ"


async def captioned(driver: AppDriver, at: str = "40") -> None:
    """Captions are there, and it is held at a second of the demo."""
    await driver.playback()
    await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")
    await driver.press("space", "g")
    await driver.type(f"{at}\r")
    await driver.until(lambda: abs(second(driver) - float(at)) < 0.2, f"second {at}")
    await driver.until(lambda: said(driver), "what is said")


def quiet(folder: Path, words: str) -> str:
    """A recording in which these are the only words, near its end."""
    recording = make_tone(folder / "quiet.flac", 60)
    (folder / "quiet.vtt").write_text(f"WEBVTT\n\n00:50.000 --> 00:59.000\n{words}\n")
    return str(recording)


async def quoted(driver: AppDriver, text: str) -> None:
    """The only note is a quote."""
    await driver.playback()
    await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")
    await driver.press("space", "g")
    await driver.type("58\r")
    await driver.until(lambda: second(driver) > 57, "where they are said")
    await driver.press("Q", "enter")
    await driver.saved(1)
    assert [(note.text, note.from_captions) for note in driver.on_disk()] == [(text, True)]


async def rewrite(driver: AppDriver, text: str) -> None:
    """Give the only note another text, without ever emptying it."""
    await driver.press("e")
    note_editor = driver.screen.note_editor
    note_editor.replace(text, (0, 0), note_editor.document.end)
    await driver.press("enter")
    await driver.saved(1)


def second(driver: AppDriver) -> float:
    return driver.screen.session.player.moment().position_s or 0.0


def said(driver: AppDriver) -> str:
    """What stands beside the sign."""
    return next(
        (line.split("▸")[1].strip() for line in driver.text.splitlines() if "▸" in line), ""
    )


def selected_text(screen: HearingScreen) -> str:
    index = screen.caption_controller.pane.selected
    return screen.caption_controller.captions[index].text if index is not None else ""


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_the_caption_being_spoken_has_a_sign(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with program(AUDIO, size=size) as driver:
        await captioned(driver, "34")
        assert "Even so, we counted" in said(driver)
        assert ("Thank you, Chair Marrick" in driver.text) == (size == WIDE)
        await driver.press("g")
        await driver.type("2:13\r")
        await driver.until(lambda: "Thank you, Mr. Quill" in said(driver), "another line")


async def test_a_narrow_window_shows_the_part_of_the_caption_being_spoken(
    program: StartProgram,
) -> None:
    async with program(AUDIO, size=NARROW) as driver:
        await captioned(driver, "1.5")
        assert "Good morning" in said(driver)
        await driver.press("g")
        await driver.type("7\r")
        await driver.until(lambda: "Libraries to order." in said(driver), "the second part")


async def test_the_caption_page_stands_still_until_it_is_turned(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver, "2")
        first = driver.text.splitlines()[4]
        await driver.press("g")
        await driver.type("30\r")
        await driver.until(lambda: "Harbor Falls" in said(driver), "a line further down")
        assert driver.text.splitlines()[4].split("│")[1][2:] == first.split("│")[1][2:]
        await driver.press("g")
        await driver.type("2:50\r")
        await driver.until(lambda: "Good morning. It is 10:04" not in driver.text, "another page")
        assert said(driver)


async def test_hidden_captions_stay_hidden_the_next_time(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver)
        await driver.press("c")
        await driver.until(lambda: not said(driver), "nothing said")
        assert not driver.screen.caption_controller.pane.display
        await driver.press("c")
        await driver.until(lambda: said(driver), "what is said")
        await driver.press("c")
        remembered = driver.app.state_store.remembered.chosen
    assert remembered == {"captions": False}


async def test_captions_are_hidden_by_the_settings(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE, settings=Settings(captions=False)) as driver:
        await driver.playback()
        await driver.until(lambda: len(driver.screen.caption_controller.captions), "captions")
        assert "│" not in driver.text
        await driver.press("c")
        await driver.until(lambda: "│" in driver.text, "the pane")


async def test_captions_change_their_layout_with_the_window(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver)
        await driver.pilot.resize_terminal(*NARROW)
        await driver.until(lambda: "│" not in driver.text and said(driver), "one line")
        await driver.pilot.resize_terminal(80, 10)
        await driver.until(lambda: not said(driver), "room for notes")
        await driver.pilot.resize_terminal(*WIDE)
        await driver.until(lambda: "│" in driver.text and said(driver), "the pane")


async def test_a_recording_without_captions_says_so_and_takes_notes(program: StartProgram) -> None:
    async with program(size=WIDE) as driver:
        await driver.playback()
        for key in ("c", "W"):
            await driver.press(key)
            assert driver.says == "This recording has no captions."
        await driver.press("Q")
        assert "This recording has no captions." in driver.heading
        await driver.type("So he said.\r")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert (note.text, note.from_captions) == ("> So he said.", False)


# --- quoting ---


@pytest.mark.parametrize("key", ["Q", "f10"])
async def test_a_quote_is_of_this_moment_and_its_link_opens_where_it_begins(
    program: StartProgram, key: str
) -> None:
    async with program(AUDIO) as driver:
        await captioned(driver, "76")
        await driver.press(key)
        assert "captions, unverified" in driver.heading
        assert driver.screen.note_editor.text.startswith("> ")
        await driver.press("enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
        place = driver.screen.session.timeline.place_note(note)
    assert note.text == (
        "> Commissioner, last spring this council gave you $900,000 for longer hours. Not one"
        " branch has opened one hour longer. Where did the money go? That is a fair question,"
        " Council Member."
    )
    assert note.from_captions
    assert abs((note.moment.position_s or 0) - 76) < 0.2
    assert place is not None
    assert 60 < place.second_s < 61


async def test_a_quote_is_unverified_until_it_is_ticked(program: StartProgram) -> None:
    async with program(AUDIO) as driver:
        await captioned(driver)
        await driver.press("Q", "enter")
        await driver.saved(1)
        assert "“?" in driver.text
        await driver.press("y")
        await driver.until(lambda: "nobody has verified that yet" in driver.says, "a remark")
        await driver.press("v")
        await driver.saved(1)
        assert "“?" not in driver.text
        assert "✓" in driver.text
        await driver.press("v")
        await driver.saved(1)
        assert "“?" in driver.text


async def test_a_quote_goes_into_the_note_that_is_being_written(program: StartProgram) -> None:
    async with program(AUDIO) as driver:
        await captioned(driver, "20")
        await driver.note("The chair opens:")
        await driver.press("v")
        await driver.saved(1)
        await driver.press("e", "ctrl+g")
        await driver.until(lambda: "captions, unverified" in driver.heading, "the remark")
        await driver.type(" !\r")
        await driver.saved(1)
        await driver.until(lambda: driver.on_disk()[0].from_captions, "the quote on the disk")
        (note,) = driver.on_disk()
    opens, quoted = note.text.split("\n")
    assert opens == "The chair opens:"
    assert quoted.startswith("> It is 10:04")
    assert quoted.endswith("branch libraries. !")
    assert not note.verified


async def test_a_note_without_its_quote_is_not_from_captions(program: StartProgram) -> None:
    async with program(AUDIO) as driver:
        await captioned(driver)
        await driver.press("Q", "ctrl+u", *["backspace"] * 400)
        await driver.type("my own words\r")
        await driver.saved(1)
        (note,) = driver.on_disk()
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
async def test_a_note_is_from_captions_while_one_word_of_the_quote_is_left(
    program: StartProgram, tmp_path: Path, written: str, keeps: bool
) -> None:
    async with program(quiet(tmp_path, "We will vote.")) as driver:
        await quoted(driver, "> We will vote.")
        await rewrite(driver, written)
        (note,) = driver.on_disk()
        assert (note.text, note.from_captions, note.verified) == (written, keeps, False)
        await rewrite(driver, "> We will vote.")
        assert driver.on_disk()[0].from_captions == keeps


async def test_a_text_typed_after_a_quote_was_deleted_is_not_from_captions(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(quiet(tmp_path, "We will vote.")) as driver:
        await quoted(driver, "> We will vote.")
        for undone, keeps in ((True, True), (False, False)):
            await driver.press("e", *["backspace"] * 20)
            await driver.until(lambda: "unverified" not in driver.heading, "no quote")
            await driver.type("we")
            if undone:
                await driver.press(*["ctrl+z"] * 8)
                await driver.until(lambda: "vote" in driver.screen.note_editor.text, "the quote")
                assert "captions, unverified" in driver.heading
                await driver.type(" we")
            await driver.press("enter")
            await driver.saved(1)
            assert driver.on_disk()[0].from_captions == keeps


async def test_an_undone_quote_leaves_the_note_as_it_was(program: StartProgram) -> None:
    async with program(AUDIO) as driver:
        await captioned(driver)
        await driver.note("> My own ears heard this.")
        await driver.press("v")
        await driver.saved(1)
        (before,) = driver.on_disk()
        await driver.press("e", "ctrl+g")
        await driver.until(lambda: "captions, unverified" in driver.heading, "the remark")
        await driver.press("ctrl+z")
        await driver.until(lambda: "unverified" not in driver.heading, "no quote")
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk() == [before]


async def test_a_tick_by_a_colleague_does_not_verify_words_typed_meanwhile(
    program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    async with program(quiet(tmp_path, "We will vote.")) as driver:
        await quoted(driver, "> We will vote.")
        await driver.press("e")
        await driver.type(" Perhaps.")
        with Library(library_path) as library:
            (note,) = driver.on_disk()
            library.notes.change("verify", note, replace(note, verified=True))
        await driver.until(
            lambda: driver.screen.session.note_index.get(note.id) == replace(note, verified=True),
            "what the colleague did",
        )
        await driver.press("enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert note.text == "> We will vote. Perhaps."
        assert note.is_unverified_quote


async def test_a_quote_being_typed_outlives_the_program(program: StartProgram) -> None:
    async with program(AUDIO) as driver:
        await captioned(driver)
        await driver.press("Q", "ctrl+q")
    async with program(AUDIO) as driver:
        await driver.until(lambda: driver.screen.mode is Mode.WRITING, "writing")
        assert "captions, unverified" in driver.heading
        await driver.press("enter")
        await driver.saved(1)
        assert driver.on_disk()[0].from_captions


async def test_a_quote_key_without_recent_captions_still_captures_the_moment(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = make_tone(tmp_path / "quiet.flac", 60)
    (tmp_path / "quiet.vtt").write_text("WEBVTT\n\n00:50.000 --> 00:54.000\nLate.\n")
    async with program(str(recording)) as driver:
        await driver.playback()
        await driver.until(lambda: "captions" in driver.says, "captions")
        await driver.press("Q")
        assert "nothing of the last 15 seconds" in driver.heading
        await driver.press("escape")
        await driver.until(lambda: driver.screen.mode is Mode.WATCHING)
        assert "Nothing was typed" in driver.says


async def test_an_anchor_moves_links_and_no_captions(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver, "76")
        before = said(driver)
        await driver.press("A")
        await driver.type("1:40\r\r")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) > 99, "the anchor")
        driver.screen.caption_controller.tick()
        assert said(driver) == before
        await driver.press("Q", "enter")
        await driver.saved(1)
        (note,) = driver.on_disk()
        assert note.text.startswith("> Commissioner, last spring this council")
        place = driver.screen.session.timeline.place_note(note)
        assert place is not None
        assert 84 < place.second_s < 85  # 24 seconds behind where it begins
        await driver.press("n", "ctrl+g")
        await driver.until(lambda: "last spring" in driver.screen.note_editor.text, "the quote")
        await driver.press("escape", "W")
        await driver.type("boilers\r")
        captions = driver.screen.caption_controller.captions
        wanted = captions[captions.find("boilers")[0]]
        await driver.until(lambda: 0 <= second(driver) - wanted.begin_s < 5, "played from there")
        await driver.until(lambda: wanted.text[:20] in said(driver), "what is said")


async def test_a_lead_is_not_taken_off_where_the_quote_begins(program: StartProgram) -> None:
    async with program(AUDIO) as driver:
        await captioned(driver, "76")
        await driver.press("l")
        await driver.type("5\r")
        await driver.press("Q", "enter")
        await driver.saved(1)
        await driver.note("My own ears.")
        (own, quoted) = render_hearing(driver.screen.session.snapshot(), RenderOptions()).entries[
            ::-1
        ]
        rows = [row for row in driver.text.splitlines() if "±" in row]
    assert ["−5" in row for row in rows] == ["own ears" in row for row in rows] != []
    assert (own.lead_s, quoted.lead_s) == (5, 0)
    assert quoted.link.endswith(f"#t={int(quoted.second_s or 0)}")


# --- finding ---


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_caption_words_are_found_in_the_whole_hearing_and_played(
    program: StartProgram, size: tuple[int, int]
) -> None:
    async with program(AUDIO, size=size) as driver:
        await captioned(driver)
        await driver.note("before")
        await driver.press("W")
        await driver.type("SUNDAY")
        await driver.until(lambda: "first" in selected_text(driver.screen), "the next hit")
        assert driver.text.count("Sunday") >= 4
        assert "Thank you, Mr. Quill" not in driver.text
        await driver.press("down", "down", "up", "enter")
        await driver.until(lambda: "Millrace will open" in said(driver), "played from there")
        assert not driver.screen.session.player.state.paused
        assert "before" in driver.text
        await driver.press("n")
        assert driver.screen.mode is Mode.WRITING


async def test_the_caption_search_offers_its_last_words_and_a_letter_replaces_them(
    program: StartProgram,
) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver)
        await driver.press("W")
        await driver.type("sunday\r")
        await driver.until(lambda: second(driver) > 86, "the first hit")
        await driver.press("W")
        await driver.until(lambda: "Millrace" in selected_text(driver.screen), "the next hit")
        assert driver.screen.prompt.value == "sunday"
        await driver.type("boilers")
        assert driver.screen.prompt.value == "boilers"
        await driver.until(lambda: "boilers" in selected_text(driver.screen), "other words")


async def test_a_caption_search_without_words_goes_through_all_captions(
    program: StartProgram,
) -> None:
    async with program(AUDIO, size=NARROW) as driver:
        await captioned(driver, "34")
        await driver.press("W")
        await driver.until(lambda: "Even so" in selected_text(driver.screen), "what is being said")
        await driver.press(*["down"] * 12)
        await driver.until(lambda: selected_text(driver.screen)[:20] in driver.text, "in sight")
        wanted = selected_text(driver.screen)
        await driver.press("enter")
        await driver.until(lambda: said(driver)[:10] in wanted, "played from there")


async def test_a_caption_search_for_words_that_nobody_says_finds_none(
    program: StartProgram,
) -> None:
    async with program(AUDIO, size=NARROW) as driver:
        await captioned(driver)
        at = second(driver)
        await driver.press("W")
        await driver.type("zebra")
        await driver.until(lambda: "No caption has these words." in driver.text, "none")
        await driver.press("enter")
        assert "Other words, or Esc" in driver.heading
        await driver.press("escape")
        assert "Watching" in driver.heading
        assert second(driver) == at
        assert not driver.screen.caption_controller.pane.display


async def test_a_click_plays_from_a_caption(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver, "2")
        lines = driver.text.splitlines()
        y = next(y for y, line in enumerate(lines) if "Four" in line)
        await driver.pilot.click(offset=(100, y))
        await driver.until(lambda: "Harbor Falls has nine" in said(driver), "played from there")


async def test_the_wheel_scrolls_captions_and_a_key_returns(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver, "2")
        pane = driver.screen.caption_controller.pane
        for _ in range(5):
            pane._scroll(3)
        await driver.until(lambda: "Good morning. It is" not in driver.text, "further on")
        await driver.press("g")
        await driver.type("9\r")
        await driver.until(lambda: pane._said == 1, "another line")
        assert "Good morning. It is" not in driver.text
        for _ in range(5):
            pane._scroll(-3)
        await driver.until(lambda: "I am Council Member" in said(driver), "back")


async def test_captions_fetched_again_leave_the_search_alone(program: StartProgram) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver)
        await driver.press("W")
        await driver.type("sunday")
        await driver.until(lambda: "first" in selected_text(driver.screen), "a hit")
        await driver.press("down")
        wanted, caption_controller = selected_text(driver.screen), driver.screen.caption_controller
        recording_id, captions = (
            driver.screen.playback.recording_id or "",
            caption_controller.captions,
        )
        caption_controller.on_captions_found(
            CaptionsFound(recording_id, Track(Captions(captions), "again"))
        )
        assert selected_text(driver.screen) == wanted
        others = Captions([*captions, Caption(170, 175, "Sunday at last")])
        caption_controller.on_captions_found(CaptionsFound(recording_id, Track(others, "others")))
        assert "Sunday" in selected_text(driver.screen)
        await driver.until(lambda: "Sunday at last" in driver.text, "what is found in the others")
        assert "Thank you, Mr. Quill" not in driver.text
        await driver.press("enter")
        await driver.until(lambda: "Watching" in driver.heading, "played from there")


# --- where they come from ---


async def test_named_captions_belong_to_the_recording_that_was_opened(
    program: StartProgram, library_path: Path, tmp_path: Path
) -> None:
    other = make_tone(tmp_path / "other.flac", 60)
    with Library(library_path) as library:
        opening = open_reference(library, str(other))
        library.hearings.save(opening.hearing, opening.recordings)
    async with program(size=WIDE, opens=naming(words_in(tmp_path / "first.vtt"))) as driver:
        await driver.playback()
        await driver.until(lambda: "Named words." in driver.text, "the captions")
        first = driver.screen
        with Library(library_path) as library:
            driver.app.navigator.change_hearing(open_reference(library, str(other)))
        await driver.playback()
        assert driver.screen is not first
        await no_captions(driver)
        with Library(library_path) as library:
            driver.app.navigator.change_hearing(
                open_reference(library, first.session.recordings[0].url)
            )
        await driver.playback()
        await driver.until(lambda: "Named words." in driver.text, "the first one's own")


async def test_named_captions_are_found_again_and_reported_when_they_are_gone(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = str(make_tone(tmp_path / "a.flac", 60))
    named = words_in(tmp_path / "elsewhere.vtt")
    async with program(recording, size=WIDE, opens=naming(named)) as driver:
        await driver.until(lambda: "(from elsewhere.vtt)" in driver.says, "the captions")
        await driver.note("so that it is kept")
    words_in(tmp_path / "a.vtt", "Words beside it.")
    async with program(recording, size=WIDE) as driver:
        await driver.until(lambda: "(from elsewhere.vtt)" in driver.says, "the same captions")
    named.unlink()
    async with program(recording, size=WIDE) as driver:
        await driver.until(lambda: "Words beside it." in driver.text, "what else there is")
        assert driver.says.startswith("The captions elsewhere.vtt can't be read (No such file")
        assert "named with --captions" in driver.says
    (tmp_path / "a.vtt").unlink()
    async with program(recording, size=WIDE) as driver:
        await driver.until(lambda: "elsewhere.vtt" in driver.says, "why there are none")
        await no_captions(driver)


async def test_captions_are_cleared_when_another_recording_plays(
    program: StartProgram, tmp_path: Path
) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver)
        playback, session = driver.screen.playback, driver.screen.session
        assert playback._medium is not None
        (first,) = session.recordings
        other = str(make_tone(tmp_path / "none.flac", 60))
        session.recordings = (replace(first, id="R2", key=other, url=other), first)
        playback._medium = replace(playback._medium, url=other)
        driver.screen.tick()
        assert len(driver.screen.caption_controller.captions) == 0
        late = CaptionsFound(first.id, Track(Captions([Caption(0, 9, "late")]), "late"))
        assert driver.screen.caption_controller.on_captions_found(late) == ""
        await no_captions(driver)
        assert playback.recording_id == "R2"


async def test_captions_are_cleared_when_a_new_search_finds_none(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = str(make_tone(tmp_path / "a.flac", 60))
    beside = words_in(tmp_path / "a.vtt")
    async with program(recording, size=WIDE) as driver:
        await driver.playback()
        await driver.until(lambda: "Named words." in driver.text, "the captions")
        beside.unlink()
        await driver.press("f5")
        await driver.until(lambda: "Named words." not in driver.text, "none any more")
        await no_captions(driver)


def words_in(path: Path, words: str = "Named words.") -> Path:
    path.write_text(f"WEBVTT\n\n00:00.000 --> 09:59.000\n{words}\n")
    return path


def naming(path: Path) -> Callable[[Library, str], OpenRequest]:
    """Open it as with --captions."""
    return lambda library, what: replace(open_reference(library, what), captions=path)


async def no_captions(driver: AppDriver) -> None:
    await driver.press("c")
    await driver.until(
        lambda: driver.says == "This recording has no captions.", "that there are none"
    )
    await driver.press("Q")
    assert "This recording has no captions." in driver.heading
    await driver.press("escape")


async def test_markup_and_escapes_in_captions_are_text(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = make_tone(tmp_path / "ugly.flac", 20)
    text = "WEBVTT\n\n00:00.000 --> 00:19.000\n[red]--mpv[/] @click=app.quit \x1b[31m &lt;b&gt;\n"
    (tmp_path / "ugly.vtt").write_text(text)
    async with program(str(recording), size=WIDE) as driver:
        await driver.playback()
        await driver.until(lambda: "[red]--mpv[/] @click=app.quit" in driver.text, "the text")
        assert "[31m" in driver.text
        assert "<b>" in driver.text
        await driver.press("Q", "enter")
        await driver.saved(1)
        assert driver.on_disk()[0].text.startswith("> [red]--mpv[/]")


async def test_a_caption_file_that_cannot_be_read_is_reported(
    program: StartProgram, tmp_path: Path
) -> None:
    recording = make_tone(tmp_path / "bad.flac", 20)
    (tmp_path / "bad.vtt").write_bytes(b"WEBVTT\n\n\xff")
    async with program(str(recording)) as driver:
        await driver.until(lambda: "bad.vtt, line 3" in driver.says, "the error")
        await driver.note("all the same")


async def test_captions_of_a_video_are_shown(origin: Origin, program: StartProgram) -> None:
    assert origin.media is not None
    make_tone(origin.media / "sound.flac", 60)
    events = [{"tStartMs": 1000 * at, "segs": [{"utf8": f"word {at}"}]} for at in range(60)]
    origin.page("/timedtext", json.dumps({"events": events}))
    sound = {"format_id": "140", "ext": "flac", "acodec": "flac", "vcodec": "none",
             "url": "/media/sound.flac"}  # fmt: skip
    automatic = {"en-orig": [{"ext": "json3", "url": f"{origin.url}/timedtext"}]}
    url = origin.video(KEY, formats=[sound], title="Budget", automatic_captions=automatic)
    async with program(url, size=WIDE) as driver:
        await driver.until(lambda: "(automatic, en)" in driver.says, "captions")
        await driver.playback()
        await driver.until(lambda: said(driver), "what is said")


async def test_the_tick_repaints_nothing_while_one_caption_is_spoken(
    program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with program(AUDIO, size=WIDE) as driver:
        await captioned(driver, "34")
        painted: list[str] = []
        pane, notes = driver.screen.caption_controller.pane, driver.screen.note_list
        for name, widget in (("pane", pane), ("notes", notes)):
            monkeypatch.setattr(widget, "refresh", _noting(painted, name, widget.refresh))
        driver.screen.caption_controller.tick()
        assert painted == []
        index = driver.screen.caption_controller.captions.at(34)
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
