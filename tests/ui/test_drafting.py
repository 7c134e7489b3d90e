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
from tests.ui.conftest import Hands, StartProgram

NOW = datetime(2026, 1, 16, 15, tzinfo=UTC)
TEXTS = ("the levy rises", "> nine to none #vote", "# Item 2: hours\nread aloud")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(hands: Hands) -> DraftScreen:
    assert isinstance(hands.app.screen, DraftScreen)
    return hands.app.screen


def says(hands: Hands) -> str:
    return page(hands).editor.sentence


async def begin(hands: Hands, count: int = len(TEXTS)) -> None:
    """Take the notes, and go to the article."""
    await hands.playback()
    for text in TEXTS[:count]:
        await hands.press("n")
        for line in text.split("\n"):
            await hands.type(line)
            await hands.press("ctrl+n")
        await hands.press("enter")
    await hands.saved(count)
    await hands.press("D")
    await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article")
    await hands.until(lambda: len(page(hands).draft_session.notes) == count, "the notes")


async def stored(hands: Hands) -> Draft:
    """The article as another program reads it, once all is on the disk."""
    draft_session = page(hands).draft_session
    await hands.until(lambda: draft_session._unsaved == 0, "all kept")
    with Library(hands._library_path) as library:
        (draft,) = library.drafts.all()
    return draft


def words(draft: Draft) -> list[list[str]]:
    return [[passage.text for passage in p.passages] for p in draft.paragraphs]


async def test_quotes_that_nobody_has_verified_are_told_beside_the_article(
    program: StartProgram, library_path: Path
) -> None:
    async with program(size=(160, 40)) as hands:
        await begin(hands, 2)
        await hands.press("enter")
        assert "“?" not in hands.text
        with Library(library_path) as library:
            (_, note) = library.notes.of_hearing(hands.screen.session.hearing.id)
            quoted = replace(note, from_captions=True)
            library.notes.change("edit", note, quoted)
        await hands.until(lambda: "“? > nine to none" in hands.text, "the sign of the note")
        assert "unverified" not in hands.text
        await hands.press("down", "enter")
        await hands.until(lambda: "1 unverified quote (“?)" in hands.text, "the count")
        assert "“? unverified]" in hands.text
        assert "Preview · 1 quote unverified" in hands.text
        await hands.press("y")
        await hands.until(lambda: "1 cited quote out of captions" in says(hands), "a remark")
        assert "verified" not in hands.app.clipboard
        with Library(library_path) as library:
            library.notes.change("verify", quoted, replace(quoted, verified=True))
        await hands.until(lambda: "“?" not in hands.text, "that it is verified")
        assert "unverified" not in hands.text


async def test_notes_become_paragraphs_that_cite_them(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands)
        await hands.press("enter", "plus", "enter")
        draft = await stored(hands)
        assert words(draft) == [
            ["the levy rises", "“nine to none”"],
            ["Item 2: hours"],
            ["read aloud"],
        ]
        first, heading, last = draft.paragraphs
        assert len(set(first.sources)) == 2
        assert (heading.kind, heading.needs_source) == (ParagraphKind.HEADING, False)
        assert len(last.sources) == 1
        assert "¶" in hands.text


async def test_a_moment_is_cited_twice_and_a_source_taken_away(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("enter", "enter", "c", "tab")
        draft = await stored(hands)
        assert [len(p.sources) for p in draft.paragraphs] == [1, 1]
        assert len({source for p in draft.paragraphs for source in p.sources}) == 1
        await hands.press("C", "C")
        assert (await stored(hands)).unsourced == 1
        assert "1 without a source" in hands.text


async def test_paragraphs_are_moved_joined_split_and_taken_out(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 2)
        await hands.press("enter", "enter", "tab", "K")
        assert words(await stored(hands)) == [["nine to none"], ["the levy rises"]]
        await hands.press("down", "plus")
        assert words(await stored(hands)) == [["“nine to none”", "the levy rises"]]
        await hands.press("s")
        assert words(await stored(hands)) == [["“nine to none”"], ["the levy rises"]]
        await hands.press("d")
        assert words(await stored(hands)) == [["“nine to none”"]]
        await hands.press("g", "g")
        assert (await stored(hands)).paragraphs[0].kind is ParagraphKind.HEADING


async def test_every_change_can_be_taken_back_also_what_was_typed(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("enter", "tab", "e")
        await hands.type(", nearly")
        await hands.press("enter")
        assert words(await stored(hands)) == [["the levy rises, nearly"]]
        await hands.press("u")
        await hands.until(lambda: says(hands) == "Undone: words changed.")
        assert words(await stored(hands)) == [["the levy rises"]]
        await hands.press("u", "u")
        await hands.until(lambda: "An article without" not in hands.text or not words_now(hands))
        await hands.press("ctrl+r", "ctrl+r", "ctrl+r")
        await hands.until(lambda: words_now(hands) == [["the levy rises, nearly"]], "all again")


def words_now(hands: Hands) -> list[list[str]]:
    return words(page(hands).draft_session.draft)


async def test_text_without_a_source_headline_and_standfirst(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("h")
        await hands.type("Levy up")
        await hands.press("enter", "f")
        await hands.type("Nine to none")
        await hands.press("escape", "t")
        await hands.type("It was cold.")
        draft = await stored(hands)  # before Enter: what is typed is on the disk
        assert (draft.headline, draft.standfirst) == ("Levy up", "Nine to none")
        assert words(draft) == [["It was cold."]]
        await hands.press("enter", "t", "enter")  # an empty one goes again
        draft = await stored(hands)
        assert (words(draft), draft.unsourced) == ([["It was cold."]], 1)


async def test_keys_pressed_in_one_go_are_done_in_order(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.type("hLevy up\rtCold.\rtWet.\r")
        draft = await stored(hands)
        assert (draft.headline, words(draft)) == ("Levy up", [["Cold."], ["Wet."]])


async def test_notes_are_filtered_while_words_are_typed(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands)
        await hands.press("slash")
        await hands.type("none")
        await hands.until(lambda: len(page(hands).draft_session.notes) == 1)
        await hands.press("enter", "enter")
        assert words(await stored(hands)) == [["nine to none"]]
        await hands.press("slash", *["backspace"] * 4, "enter")
        assert len(page(hands).draft_session.notes) == 3


async def test_the_preview_and_the_file_are_the_same(program: StartProgram, folder: Path) -> None:
    async with program(size=(120, 40)) as hands:
        await begin(hands, 1)
        await hands.press("enter", "h")
        await hands.type("Levy up")
        await hands.press("enter", "v")
        await hands.until(lambda: "# Levy up" in hands.text, "the preview")
        await hands.press("x")
        await hands.until(lambda: "Export: " in hands.text)
        await hands.press("enter")
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article again")
        await hands.until(lambda: "The article is written to" in says(hands))
        text = (folder / "levy-up.md").read_text()
        assert text.startswith("# Levy up\n\nthe levy rises (Source: ")


async def test_the_links_lead_into_the_recording_that_is_chosen(
    program: StartProgram, folder: Path
) -> None:
    async with program() as hands:
        await begin(hands)
        await hands.press("enter")
        await stored(hands)
        (hearing_id,) = page(hands).draft_session.draft.cited_hearing_ids
        with Library(hands._library_path) as library:
            (known,) = library.hearings.all()
            (file,) = known.recordings
            video = Recording("V", hearing_id, "youtube", "4LBmWqYuuDY", "https://youtu.be/x")
            aligned = replace(video, aligned_to=file.id)
            library.hearings.save(known.hearing, [aligned])
        page(hands).read_notes()
        await hands.until(
            lambda: len(page(hands).draft_session.hearings[hearing_id].timeline.recordings) == 2
        )
        await hands.press("x")
        await hands.until(lambda: isinstance(hands.app.screen, ExportScreen))
        assert "Links into" in hands.text
        await hands.press("tab", "tab", "down", "down", "tab", "tab", "ctrl+u")
        await hands.type("a.md")
        await hands.press("enter")
        await hands.until((folder / "a.md").exists)
        assert "(Source: https://youtu.be/4LBmWqYuuDY&t=" in (folder / "a.md").read_text()


async def test_a_moment_is_not_missed_while_an_article_is_written(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("m")
        await hands.saved(2)
        await hands.until(lambda: len(page(hands).draft_session.notes) == 2, "the mark beside it")
        await hands.type("nheard meanwhile\r")
        await hands.saved(3)
        assert hands.on_disk()[2].text == "heard meanwhile"
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article again")
        await hands.until(lambda: len(page(hands).draft_session.notes) == 3, "the note beside it")


async def test_an_article_is_gone_on_with(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("h")
        await hands.type("Levy up")
        await hands.press("enter", "escape")
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
        await hands.press("D")
        await hands.until(lambda: "Which article?" in hands.text)
        await hands.press("down", "enter")
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen))
        assert page(hands).draft_session.draft.headline == "Levy up"


async def test_another_program_changes_the_article(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("enter")
        draft = await stored(hands)
        with Library(hands._library_path, who="ben@desk") as library:
            library.drafts.change("headline", draft, replace(draft, headline="By Ben"))
        await hands.until(lambda: "By Ben" in hands.text, "the other's headline")
        await hands.press("u")
        await hands.until(lambda: words_now(hands) == [])
        assert (await stored(hands)).headline == "By Ben"


async def test_whose_words_they_are_is_not_lost(program: StartProgram) -> None:
    roster = Roster((Speaker("chair", "Rosa Ashgrove", "Chair"),))
    async with program(roster=roster) as hands:
        await hands.playback()
        await hands.note("@chair > We will vote.")
        await hands.note("@chair asks why #vote")
        await hands.press("D")
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article")
        await hands.until(lambda: len(page(hands).draft_session.notes) == 2, "the notes")
        await hands.press("enter", "plus")
        assert words(await stored(hands)) == [
            ["Rosa Ashgrove: “We will vote.”", "Rosa Ashgrove asks why"]
        ]


SAID, TOLD = "> We will vote tonight.", "@ashgrove: asks who signed"
QUOTED = "“We will vote tonight.”"


async def take_over(hands: Hands, *notes: str) -> None:
    """The notes go with the hearing, and lie beside the article."""
    await hands.playback()
    for number, text in enumerate(notes, 1):
        await hands.press("n")
        for at, line in enumerate(text.split("\n")):
            await hands.press(*["ctrl+n"] * bool(at))
            await hands.type(line)
        await hands.press("enter")
        await hands.saved(number)
    await hands.press("D")
    await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article")
    await hands.until(lambda: len(page(hands).draft_session.notes) == len(notes), "the notes")


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
async def test_own_words_never_stand_in_a_quote(
    program: StartProgram, note: str, kind: ParagraphKind, text: str
) -> None:
    async with program() as hands:
        await take_over(hands, note)
        await hands.press("enter")
        (paragraph,) = (await stored(hands)).paragraphs
        assert (paragraph.kind, paragraph.text) == (kind, text)
        assert len(paragraph.sources) == 1


@pytest.mark.parametrize(
    ("notes", "kind", "texts"),
    [
        ((SAID, TOLD), ParagraphKind.TEXT, [QUOTED, "ashgrove: asks who signed"]),
        ((TOLD, SAID), ParagraphKind.TEXT, ["ashgrove: asks who signed", QUOTED]),
        ((SAID, "> So be it."), ParagraphKind.QUOTE, ["We will vote tonight.", "So be it."]),
    ],
)
@pytest.mark.parametrize("keys", [("enter", "plus"), ("enter", "enter", "tab", "plus")])
async def test_what_is_joined_to_a_quote_is_no_part_of_it(
    program: StartProgram,
    notes: tuple[str, ...],
    kind: ParagraphKind,
    texts: list[str],
    keys: list[str],
) -> None:
    async with program() as hands:
        await take_over(hands, *notes)
        await hands.press(*keys)
        (paragraph,) = (await stored(hands)).paragraphs
        assert (paragraph.kind, [p.text for p in paragraph.passages]) == (kind, texts)
        assert [len(p.sources) for p in paragraph.passages] == [1, 1]


async def test_what_is_undone_is_said_in_words(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 2)
        await hands.press("enter", "plus", "c", "tab", "C", "s", "g", "K", "J", "plus", "d", "h")
        await hands.type("Levy\r")
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
            page(hands).show_message("")
            await hands.press("u")
            await hands.until(lambda: says(hands) != "", step)
            assert says(hands) == f"Undone: {step}."
        page(hands).show_message("")
        await hands.press("ctrl+r")
        await hands.until(lambda: says(hands) == "Done again: a paragraph added.", "it again")


async def test_what_has_no_words_is_told_with_a_copy_and_an_export(
    program: StartProgram, folder: Path
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("the levy rises")
        await hands.press("m")
        await hands.saved(2)
        await hands.press("D")
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article")
        await hands.until(lambda: len(page(hands).draft_session.notes) == 2, "the notes")
        await hands.press("enter", "enter")
        told = "1 paragraph has no words yet, and is left out."
        await hands.press("y")
        await hands.until(lambda: told in says(hands), "a remark")
        assert hands.app.clipboard.count("Source") == 1
        await hands.press("x")
        await hands.until(lambda: "Export: " in hands.text)
        await hands.press("enter")
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article again")
        await hands.until(lambda: "The article is written to" in says(hands))
        assert told in says(hands)
        assert (folder / "article.md").read_text().count("Source") == 1


async def test_fast_keys_change_the_article_as_it_is_on_the_screen(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 2)
        for letter in ("\r", "tA.\r", "tB.\r", "tC.\r", "\t"):
            await hands.type(letter)
        await hands.type("KKJK")
        on_screen = words_now(hands)
        assert len(on_screen) == 4
        assert words(await stored(hands)) == on_screen == words_now(hands)


async def test_words_typed_are_not_put_over_anothers(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 2)
        await hands.press("enter", "enter", "tab", "home", "e")
        await hands.type(", ")
        draft = await stored(hands)
        with Library(hands._library_path, who="ben@desk") as library:
            gone = replace(draft, paragraphs=draft.paragraphs[1:])
            library.drafts.change("delete", draft, gone)
        await hands.until(lambda: len(page(hands).draft_session.draft.paragraphs) == 1, "it to go")
        await hands.type("nearly\r")
        assert words(await stored(hands)) == [
            ["the levy rises, nearly"],
            ["nine to none"],
        ] or words(await stored(hands)) == [["nine to none"], ["the levy rises, nearly"]]
        cited = [p for p in (await stored(hands)).paragraphs if p.text == "nine to none"]
        assert len(cited[0].sources) == 1


async def test_two_programs_write_one_article(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("enter", "tab", "e")
        await hands.type(" twice")
        draft = await stored(hands)
        theirs = Paragraph("P-ben", (Passage("By Ben."),))
        with Library(hands._library_path, who="ben@desk") as library:
            library.drafts.change("write", draft, with_inserted(draft, None, theirs))
        await hands.type(" over\r")
        await hands.until(lambda: len(words_now(hands)) == 2, "the other's paragraph")
        assert words(await stored(hands)) == [["By Ben."], ["the levy rises twice over"]]
        await hands.press("u")
        await hands.until(lambda: says(hands).startswith("Undone"))
        assert words(await stored(hands)) == [["By Ben."], ["the levy rises"]]


async def test_undo_ends_where_the_article_began(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("enter", "u", "u", "u")
        await hands.until(lambda: says(hands) == "There is nothing to undo.")
        assert (await stored(hands)).removed_utc is None


async def test_an_article_removed_elsewhere_comes_back_when_it_is_written_on(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await begin(hands, 1)
        draft = await stored(hands)
        with Library(hands._library_path, who="ben@desk") as library:
            library.drafts.remove(draft)
        await hands.until(lambda: "Removed from the list" in hands.text, "the news")
        await hands.press("enter")
        assert len((await stored(hands)).paragraphs) == 1
        await hands.until(lambda: "Removed from the list" not in hands.text)


async def test_keys_behind_the_one_that_opens_it_are_not_lost_on_another_screen(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("first")
        await hands.type("DDn")
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen) or True)
        await hands.pilot.pause(0.3)
        with Library(hands._library_path) as library:
            assert len(library.drafts.all()) <= 1
        assert len(hands.app.screen_stack) <= 4


async def test_leaving_comes_behind_the_letters_typed_before_it(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("t")
        for letter in "abcdef":
            hands.app.post_message(events.Key(letter, letter))
        hands.app.post_message(events.Key("ctrl+q", None))
        await hands.until(lambda: not page(hands).editor.is_writing, "the end of the text")
        assert words(await stored(hands)) == [["abcdef"]]


async def test_undo_and_back_leave_the_hearings_own_undo_alone(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("enter")
        await stored(hands)
        await hands.type("uq")
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
        await hands.note("after")
        assert not hands.screen.undo_queue.is_under_way
        assert "Undone" not in hands.says
        await hands.press("u")
        await hands.saved(1)


async def test_a_library_that_can_not_be_read_is_told(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        newer = sqlite3.connect(hands._library_path)
        version = newer.execute("PRAGMA user_version").fetchone()[0]
        newer.execute("PRAGMA user_version = 99")
        newer.commit()
        await hands.press("m")
        await hands.until(lambda: "newer hearingnotes" in says(hands), "the trouble")
        newer.execute(f"PRAGMA user_version = {version}")
        newer.commit()
        newer.close()
        await hands.press("m")
        await hands.until(lambda: len(page(hands).draft_session.notes) == 3, "the notes again")


async def test_the_palette_knows_what_can_be_done_with_an_article(program: StartProgram) -> None:
    async with program() as hands:
        await begin(hands, 1)
        await hands.press("ctrl+p")
        await hands.type("make the note")
        await hands.until(lambda: "Make the note a paragraph" in hands.text, "the command")
        await hands.press("enter")
        await hands.until(lambda: isinstance(hands.app.screen, DraftScreen), "the article")
        await hands.until(lambda: page(hands).draft_session.draft.paragraphs, "the paragraph")


async def test_the_link_of_a_note_is_opened_or_that_of_a_file_copied(
    program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    other = Hearing("H2", "On the web", NOW)
    recording = Recording("R2", "H2", "youtube", "4LBmWqYuuDY", "https://youtu.be/4LBmWqYuuDY")
    async with program() as hands:
        monkeypatch.setattr(hands.app, "browse", opened.append)
        monkeypatch.setattr(hands.app, "copy", lambda make: opened.append(make()))
        await begin(hands, 1)
        await hands.press("o")
        (link,) = opened
        assert link.startswith("file:///")
        with Library(hands._library_path) as library:
            library.hearings.save(other, [recording])
            library.notes.add(Note("N2", "H2", Moment(NOW, "R2", 12.0), "elsewhere"))
        page(hands).toggle_hearing("H2")
        await hands.until(lambda: len(page(hands).draft_session.notes) == 2, "its note")
        await hands.press("end", "p")
        assert says(hands) == "That note's hearing is not open; o opens its link."
        await hands.press("o")
        assert opened[1:] == ["https://youtu.be/4LBmWqYuuDY&t=12"]
