"""The screen on which an article is written, by its keys."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events

from hearingnotes.library.library import Library
from hearingnotes.model.draft import Draft, Paragraph, ParagraphKind, Passage, with_inserted
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.ui.draft.screen import DraftScreen
from hearingnotes.ui.export.dialog import ExportScreen
from tests.ui.conftest import AppDriver, StartProgram

NOW = datetime(2026, 1, 16, 15, tzinfo=UTC)
TEXTS = ("the levy rises", "> nine to none #vote", "# Item 2: hours\nread aloud")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(driver: AppDriver) -> DraftScreen:
    assert isinstance(driver.app.screen, DraftScreen)
    return driver.app.screen


def says(driver: AppDriver) -> str:
    return page(driver).editor.sentence


async def begin(driver: AppDriver, count: int = len(TEXTS)) -> None:
    """Take the notes, and go to the article."""
    await driver.playback()
    for text in TEXTS[:count]:
        await driver.press("n")
        for line in text.split("\n"):
            await driver.type(line)
            await driver.press("ctrl+n")
        await driver.press("enter")
    await driver.saved(count)
    await driver.press("D")
    await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article")
    await driver.until(lambda: len(page(driver).draft_session.notes) == count, "the notes")


async def stored(driver: AppDriver) -> Draft:
    """The article as another program reads it, once all is on the disk."""
    draft_session = page(driver).draft_session
    await driver.until(lambda: draft_session._unsaved == 0, "all kept")
    with Library(driver._library_path) as library:
        (draft,) = library.drafts.all()
    return draft


def words(draft: Draft) -> list[list[str]]:
    return [[passage.text for passage in p.passages] for p in draft.paragraphs]


async def test_unverified_quotes_are_reported_beside_the_article(
    program: StartProgram, library_path: Path
) -> None:
    async with program(size=(160, 40)) as driver:
        await begin(driver, 2)
        await driver.press("enter")
        assert "“?" not in driver.text
        with Library(library_path) as library:
            (_, note) = library.notes.of_hearing(driver.screen.session.hearing.id)
            quoted = replace(note, from_captions=True)
            library.notes.change("edit", note, quoted)
        await driver.until(lambda: "“? > nine to none" in driver.text, "the sign of the note")
        assert "unverified" not in driver.text
        await driver.press("down", "enter")
        await driver.until(lambda: "1 unverified quote (“?)" in driver.text, "the count")
        assert "“? unverified]" in driver.text
        assert "Preview · 1 quote unverified" in driver.text
        await driver.press("y")
        await driver.until(lambda: "1 cited quote out of captions" in says(driver), "a remark")
        assert "verified" not in driver.app.clipboard
        with Library(library_path) as library:
            library.notes.change("verify", quoted, replace(quoted, verified=True))
        await driver.until(lambda: "“?" not in driver.text, "that it is verified")
        assert "unverified" not in driver.text


async def test_notes_become_paragraphs_that_cite_them(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver)
        await driver.press("enter", "plus", "enter")
        draft = await stored(driver)
        assert words(draft) == [
            ["the levy rises", "“nine to none”"],
            ["Item 2: hours"],
            ["read aloud"],
        ]
        first, heading, last = draft.paragraphs
        assert len(set(first.sources)) == 2
        assert (heading.kind, heading.needs_source) == (ParagraphKind.HEADING, False)
        assert len(last.sources) == 1
        assert "¶" in driver.text


async def test_a_note_is_cited_twice_and_a_source_removed(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("enter", "enter", "c", "tab")
        draft = await stored(driver)
        assert [len(p.sources) for p in draft.paragraphs] == [1, 1]
        assert len({source for p in draft.paragraphs for source in p.sources}) == 1
        await driver.press("C", "C")
        assert (await stored(driver)).unsourced == 1
        assert "1 without a source" in driver.text


async def test_paragraphs_are_moved_joined_split_and_removed(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 2)
        await driver.press("enter", "enter", "tab", "K")
        assert words(await stored(driver)) == [["nine to none"], ["the levy rises"]]
        await driver.press("down", "plus")
        assert words(await stored(driver)) == [["“nine to none”", "the levy rises"]]
        await driver.press("s")
        assert words(await stored(driver)) == [["“nine to none”"], ["the levy rises"]]
        await driver.press("d")
        assert words(await stored(driver)) == [["“nine to none”"]]
        await driver.press("g", "g")
        assert (await stored(driver)).paragraphs[0].kind is ParagraphKind.HEADING


async def test_every_change_of_an_article_can_be_undone_also_typed_text(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("enter", "tab", "e")
        await driver.type(", nearly")
        await driver.press("enter")
        assert words(await stored(driver)) == [["the levy rises, nearly"]]
        await driver.press("u")
        await driver.until(lambda: says(driver) == "Undone: words changed.")
        assert words(await stored(driver)) == [["the levy rises"]]
        await driver.press("u", "u")
        await driver.until(lambda: "An article without" not in driver.text or not words_now(driver))
        await driver.press("ctrl+r", "ctrl+r", "ctrl+r")
        await driver.until(lambda: words_now(driver) == [["the levy rises, nearly"]], "all again")


def words_now(driver: AppDriver) -> list[list[str]]:
    return words(page(driver).draft_session.draft)


async def test_an_article_has_own_text_headline_and_standfirst(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("h")
        await driver.type("Levy up")
        await driver.press("enter", "f")
        await driver.type("Nine to none")
        await driver.press("escape", "t")
        await driver.type("It was cold.")
        draft = await stored(driver)  # before Enter: what is typed is on the disk
        assert (draft.headline, draft.standfirst) == ("Levy up", "Nine to none")
        assert words(draft) == [["It was cold."]]
        await driver.press("enter", "t", "enter")  # an empty one goes again
        draft = await stored(driver)
        assert (words(draft), draft.unsourced) == ([["It was cold."]], 1)


async def test_keys_pressed_at_once_act_on_an_article_in_order(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.type("hLevy up\rtCold.\rtWet.\r")
        draft = await stored(driver)
        assert (draft.headline, words(draft)) == ("Levy up", [["Cold."], ["Wet."]])


async def test_notes_beside_an_article_are_filtered_while_words_are_typed(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await begin(driver)
        await driver.press("slash")
        await driver.type("none")
        await driver.until(lambda: len(page(driver).draft_session.notes) == 1)
        await driver.press("enter", "enter")
        assert words(await stored(driver)) == [["nine to none"]]
        await driver.press("slash", *["backspace"] * 4, "enter")
        assert len(page(driver).draft_session.notes) == 3


async def test_the_preview_of_an_article_equals_its_file(
    program: StartProgram, folder: Path
) -> None:
    async with program(size=(120, 40)) as driver:
        await begin(driver, 1)
        await driver.press("enter", "h")
        await driver.type("Levy up")
        await driver.press("enter", "v")
        await driver.until(lambda: "# Levy up" in driver.text, "the preview")
        await driver.press("x")
        await driver.until(lambda: "Export: " in driver.text)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article again")
        await driver.until(lambda: "The article is written to" in says(driver))
        text = (folder / "levy-up.md").read_text()
        assert text.startswith("# Levy up\n\nthe levy rises (Source: ")


async def test_links_of_an_article_lead_into_the_selected_recording(
    program: StartProgram, folder: Path
) -> None:
    async with program() as driver:
        await begin(driver)
        await driver.press("enter")
        await stored(driver)
        (hearing_id,) = page(driver).draft_session.draft.cited_hearing_ids
        with Library(driver._library_path) as library:
            (known,) = library.hearings.all()
            (file,) = known.recordings
            video = Recording("V", hearing_id, "youtube", "4LBmWqYuuDY", "https://youtu.be/x")
            aligned = replace(video, aligned_to=file.id)
            library.hearings.save(known.hearing, [aligned])
        page(driver).read_notes()
        await driver.until(
            lambda: len(page(driver).draft_session.hearings[hearing_id].timeline.recordings) == 2
        )
        await driver.press("x")
        await driver.until(lambda: isinstance(driver.app.screen, ExportScreen))
        assert "Links into" in driver.text
        await driver.press("tab", "tab", "down", "down", "tab", "tab", "ctrl+u")
        await driver.type("a.md")
        await driver.press("enter")
        await driver.until((folder / "a.md").exists)
        assert "(Source: https://youtu.be/4LBmWqYuuDY&t=" in (folder / "a.md").read_text()


async def test_a_moment_is_captured_while_an_article_is_written(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("m")
        await driver.saved(2)
        await driver.until(lambda: len(page(driver).draft_session.notes) == 2, "the mark beside it")
        await driver.type("nheard meanwhile\r")
        await driver.saved(3)
        assert driver.on_disk()[2].text == "heard meanwhile"
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article again")
        await driver.until(lambda: len(page(driver).draft_session.notes) == 3, "the note beside it")


async def test_an_article_is_opened_again(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("h")
        await driver.type("Levy up")
        await driver.press("enter", "escape")
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        await driver.press("D")
        await driver.until(lambda: "Which article?" in driver.text)
        await driver.press("down", "enter")
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen))
        assert page(driver).draft_session.draft.headline == "Levy up"


async def test_an_article_shows_and_keeps_changes_of_another_program(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("enter")
        draft = await stored(driver)
        with Library(driver._library_path, who="ben@desk") as library:
            library.drafts.change("headline", draft, replace(draft, headline="By Ben"))
        await driver.until(lambda: "By Ben" in driver.text, "the other's headline")
        await driver.press("u")
        await driver.until(lambda: words_now(driver) == [])
        assert (await stored(driver)).headline == "By Ben"


async def test_an_article_keeps_the_speaker_of_a_quote(program: StartProgram) -> None:
    roster = Roster((Speaker("chair", "Rosa Ashgrove", "Chair"),))
    async with program(roster=roster) as driver:
        await driver.playback()
        await driver.note("@chair > We will vote.")
        await driver.note("@chair asks why #vote")
        await driver.press("D")
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article")
        await driver.until(lambda: len(page(driver).draft_session.notes) == 2, "the notes")
        await driver.press("enter", "plus")
        assert words(await stored(driver)) == [
            ["Rosa Ashgrove: “We will vote.”", "Rosa Ashgrove asks why"]
        ]


SAID, REPORTED = "> We will vote tonight.", "@ashgrove: asks who signed"
QUOTED = "“We will vote tonight.”"


async def take_over(driver: AppDriver, *notes: str) -> None:
    """The notes go with the hearing, and lie beside the article."""
    await driver.playback()
    for number, text in enumerate(notes, 1):
        await driver.press("n")
        for at, line in enumerate(text.split("\n")):
            await driver.press(*["ctrl+n"] * bool(at))
            await driver.type(line)
        await driver.press("enter")
        await driver.saved(number)
    await driver.press("D")
    await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article")
    await driver.until(lambda: len(page(driver).draft_session.notes) == len(notes), "the notes")


@pytest.mark.parametrize(
    ("note", "kind", "text"),
    [
        ("He said:\n> We will vote.", ParagraphKind.TEXT, "He said: “We will vote.”"),
        ("> We will vote.\nThen he left.", ParagraphKind.TEXT, "“We will vote.” Then he left."),
        ("> We will vote.\n> Today?", ParagraphKind.QUOTE, "We will vote.\nToday?"),
        ("They:\n> We will vote.\n> Today?", ParagraphKind.TEXT, "They: “We will vote.” “Today?”"),
        (
            "@chair:\n> We will vote.\n> Today.",
            ParagraphKind.TEXT,
            "chair: “We will vote.” “Today.”",
        ),
        ("> @chair: We will.\n> @may: Why?", ParagraphKind.TEXT, "chair: “We will.” may: “Why?”"),
        ("> We will.\n> @may: Why?", ParagraphKind.TEXT, "“We will.” may: “Why?”"),
    ],
)
async def test_own_words_of_a_note_never_become_a_quote_in_an_article(
    program: StartProgram, note: str, kind: ParagraphKind, text: str
) -> None:
    async with program() as driver:
        await take_over(driver, note)
        await driver.press("enter")
        (paragraph,) = (await stored(driver)).paragraphs
        assert (paragraph.kind, paragraph.text) == (kind, text)
        assert len(paragraph.sources) == 1


@pytest.mark.parametrize(
    ("notes", "kind", "texts"),
    [
        ((SAID, REPORTED), ParagraphKind.TEXT, [QUOTED, "ashgrove: asks who signed"]),
        ((REPORTED, SAID), ParagraphKind.TEXT, ["ashgrove: asks who signed", QUOTED]),
        ((SAID, "> So be it."), ParagraphKind.QUOTE, ["We will vote tonight.", "So be it."]),
    ],
)
@pytest.mark.parametrize("keys", [("enter", "plus"), ("enter", "enter", "tab", "plus")])
async def test_a_passage_joined_to_a_quote_is_no_part_of_it(
    program: StartProgram,
    notes: tuple[str, ...],
    kind: ParagraphKind,
    texts: list[str],
    keys: list[str],
) -> None:
    async with program() as driver:
        await take_over(driver, *notes)
        await driver.press(*keys)
        (paragraph,) = (await stored(driver)).paragraphs
        assert (paragraph.kind, [p.text for p in paragraph.passages]) == (kind, texts)
        assert [len(p.sources) for p in paragraph.passages] == [1, 1]


async def test_an_undone_step_of_an_article_is_described_in_words(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 2)
        await driver.press("enter", "plus", "c", "tab", "C", "s", "g", "K", "J", "plus", "d", "h")
        await driver.type("Levy\r")
        for step in (
            "the headline",
            "a passage taken out",
            "two paragraphs joined",
            "a paragraph moved",
            "a paragraph moved",
            "a paragraph made a quote",
            "a paragraph split in two",
            "a source taken away",
            "a note joined to a paragraph",
            "a paragraph added",
        ):
            page(driver).show_message("")
            await driver.press("u")
            await driver.until(lambda: says(driver) != "", step)
            assert says(driver) == f"Undone: {step}."
        page(driver).show_message("")
        await driver.press("ctrl+r")
        await driver.until(lambda: says(driver) == "Done again: a paragraph added.", "it again")


async def test_copy_and_export_report_paragraphs_without_words(
    program: StartProgram, folder: Path
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("the levy rises")
        await driver.press("m")
        await driver.saved(2)
        await driver.press("D")
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article")
        await driver.until(lambda: len(page(driver).draft_session.notes) == 2, "the notes")
        await driver.press("enter", "enter")
        message = "1 paragraph has no words yet, and is left out."
        await driver.press("y")
        await driver.until(lambda: message in says(driver), "a remark")
        assert driver.app.clipboard.count("Source") == 1
        await driver.press("x")
        await driver.until(lambda: "Export: " in driver.text)
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article again")
        await driver.until(lambda: "The article is written to" in says(driver))
        assert message in says(driver)
        assert (folder / "article.md").read_text().count("Source") == 1


async def test_fast_keys_change_an_article_as_it_is_on_the_screen(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 2)
        for letter in ("\r", "tA.\r", "tB.\r", "tC.\r", "\t"):
            await driver.type(letter)
        await driver.type("KKJK")
        on_screen = words_now(driver)
        assert len(on_screen) == 4
        assert words(await stored(driver)) == on_screen == words_now(driver)


async def test_words_typed_into_an_article_do_not_replace_those_of_another(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await begin(driver, 2)
        await driver.press("enter", "enter", "tab", "home", "e")
        await driver.type(", ")
        draft = await stored(driver)
        with Library(driver._library_path, who="ben@desk") as library:
            gone = replace(draft, paragraphs=draft.paragraphs[1:])
            library.drafts.change("delete", draft, gone)
        await driver.until(
            lambda: len(page(driver).draft_session.draft.paragraphs) == 1, "it to go"
        )
        await driver.type("nearly\r")
        assert words(await stored(driver)) == [
            ["the levy rises, nearly"],
            ["nine to none"],
        ] or words(await stored(driver)) == [["nine to none"], ["the levy rises, nearly"]]
        cited = [p for p in (await stored(driver)).paragraphs if p.text == "nine to none"]
        assert len(cited[0].sources) == 1


async def test_two_programs_write_one_article(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("enter", "tab", "e")
        await driver.type(" twice")
        draft = await stored(driver)
        theirs = Paragraph("P-ben", (Passage("By Ben."),))
        with Library(driver._library_path, who="ben@desk") as library:
            library.drafts.change("write", draft, with_inserted(draft, None, theirs))
        await driver.type(" over\r")
        await driver.until(lambda: len(words_now(driver)) == 2, "the other's paragraph")
        assert words(await stored(driver)) == [["By Ben."], ["the levy rises twice over"]]
        await driver.press("u")
        await driver.until(lambda: says(driver).startswith("Undone"))
        assert words(await stored(driver)) == [["By Ben."], ["the levy rises"]]


async def test_undo_ends_at_the_start_of_an_article(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("enter", "u", "u", "u")
        await driver.until(lambda: says(driver) == "There is nothing to undo.")
        assert (await stored(driver)).removed_utc is None


async def test_an_article_removed_elsewhere_comes_back_when_it_is_written_on(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await begin(driver, 1)
        draft = await stored(driver)
        with Library(driver._library_path, who="ben@desk") as library:
            library.drafts.remove(draft)
        await driver.until(lambda: "Removed from the list" in driver.text, "the news")
        await driver.press("enter")
        assert len((await stored(driver)).paragraphs) == 1
        await driver.until(lambda: "Removed from the list" not in driver.text)


async def test_keys_pressed_right_after_opening_an_article_go_to_it(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("first")
        await driver.type("DDn")
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen) or True)
        await driver.pilot.pause(0.3)
        with Library(driver._library_path) as library:
            assert len(library.drafts.all()) <= 1
        assert len(driver.app.screen_stack) <= 4


async def test_leaving_an_article_comes_after_the_letters_typed_before(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("t")
        for letter in "abcdef":
            driver.app.post_message(events.Key(letter, letter))
        driver.app.post_message(events.Key("ctrl+q", None))
        await driver.until(lambda: not page(driver).editor.is_writing, "the end of the text")
        assert words(await stored(driver)) == [["abcdef"]]


async def test_undo_of_an_article_leaves_the_undo_of_the_hearing_alone(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("enter")
        await stored(driver)
        await driver.type("uq")
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        await driver.note("after")
        assert not driver.screen.undo_queue.is_under_way
        assert "Undone" not in driver.says
        await driver.press("u")
        await driver.saved(1)


async def test_an_article_is_not_opened_from_a_library_that_cannot_be_read(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await begin(driver, 1)
        newer = sqlite3.connect(driver._library_path)
        version = newer.execute("PRAGMA user_version").fetchone()[0]
        newer.execute("PRAGMA user_version = 99")
        newer.commit()
        await driver.press("m")
        await driver.until(lambda: "newer hearingnotes" in says(driver), "the error")
        newer.execute(f"PRAGMA user_version = {version}")
        newer.commit()
        newer.close()
        await driver.press("m")
        await driver.until(lambda: len(page(driver).draft_session.notes) == 3, "the notes again")


async def test_the_palette_has_the_commands_of_an_article(program: StartProgram) -> None:
    async with program() as driver:
        await begin(driver, 1)
        await driver.press("ctrl+p")
        await driver.type("make the note")
        await driver.until(lambda: "Make the note a paragraph" in driver.text, "the command")
        await driver.press("enter")
        await driver.until(lambda: isinstance(driver.app.screen, DraftScreen), "the article")
        await driver.until(lambda: page(driver).draft_session.draft.paragraphs, "the paragraph")


async def test_the_link_of_a_note_is_opened_or_that_of_a_file_copied(
    program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    other = Hearing("H2", "On the web", NOW)
    recording = Recording("R2", "H2", "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")
    async with program() as driver:
        monkeypatch.setattr(driver.app, "browse", opened.append)
        monkeypatch.setattr(driver.app, "copy", lambda make: opened.append(make()))
        await begin(driver, 1)
        await driver.press("o")
        (link,) = opened
        assert link.startswith("file:///")
        with Library(driver._library_path) as library:
            library.hearings.save(other, [recording])
            library.notes.add(Note("N2", "H2", Moment(NOW, "R2", 12.0), "elsewhere"))
        page(driver).toggle_hearing("H2")
        await driver.until(lambda: len(page(driver).draft_session.notes) == 2, "its note")
        await driver.press("end", "p")
        assert says(driver) == "That note's hearing is not open; o opens its link."
        await driver.press("o")
        assert opened[1:] == ["https://youtu.be/4LBmWqYuuDY&t=12"]
