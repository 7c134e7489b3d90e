"""`hearingnotes import`: what it says, and what it refuses."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hearingnotes.importers.registry import all_importers
from hearingnotes.library.library import Library
from hearingnotes.model.draft import (
    LinkSource,
    NoteSource,
    Paragraph,
    ParagraphKind,
    Passage,
    with_inserted,
)
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from tests.cli.conftest import NOW, OTHER, OTHER_ID, VIDEO_ID, UserHome, note_at

LINK = f"https://youtu.be/{VIDEO_ID}"


def exported(home: UserHome, name: str = "council.json") -> Path:
    path = home.folder / name
    assert home.run("export", "council", "-o", str(path), "--force").code == 0
    return path


def test_import_brings_notes_into_another_library(home: UserHome) -> None:
    home.keep("Council", ["levy", "vote"])
    path, ben = exported(home), str(home.folder / "ben.db")
    result = home.run("--library", ben, "import", str(path))
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == "2 notes new, 0 changed, 0 as they were; in a new hearing, “Council” (0001).\n"
    )
    again = home.run("--library", ben, "import", str(path))
    assert again.out == "0 notes new, 0 changed, 2 as they were; in “Council” (0001).\n"


def test_import_takes_a_later_change(home: UserHome) -> None:
    home.keep("Council", ["levy", "vote"])
    path = exported(home)
    whole = json.loads(path.read_text())
    first = next(note for note in whole["notes"] if note["text"] == "levy")
    first |= {"text": "the levy", "changed_utc": "2999-01-01T00:00:00.000000+00:00"}
    path.write_text(json.dumps(whole))
    assert "0 notes new, 1 changed, 1 as they were" in home.run("import", str(path)).out
    assert "the levy" in home.run("show", "council").out


def test_import_reports_a_note_that_both_changed_and_shows_the_other_version(
    home: UserHome,
) -> None:
    home.keep("Council", ["levy"])
    path = exported(home)
    with Library(home.library_path, who="ana@desk") as library:
        (note,) = library.notes.of_hearing("01KF3Z00000000000000000001")
        library.notes.change("edit", note, replace(note, text="ana's"))
        library.notes.change("star", note, replace(note, starred=True))
    whole = json.loads(path.read_text())
    whole["notes"][0] |= {"text": "ben's", "changed_utc": "2999-01-01T00:00:00.000000+00:00"}
    path.write_text(json.dumps(whole))
    message = "1 note was changed in both; "
    tried = home.run("import", str(path), "--dry-run")
    assert tried.out.endswith(f"{message}of each, the later version would stand.\n")
    result = home.run("import", str(path))
    assert result.out.endswith(
        f"{message}the later version stands, hearingnotes changes 0001 shows the other.\n"
    )
    lines = home.run("changes", "council").out.splitlines()
    assert [line.split("  ", 1)[1] for line in lines if "  0:10  " in line][:3] == [
        "ana@desk  add  0:10  “levy”",
        "ana@desk  edit  0:10  “levy” → “ana's”",
        "ana@desk  star  0:10  starred",
    ]
    assert "  import  0:10  " in lines[-1]
    assert "“ana's” → “ben's”" in lines[-1]
    last = json.loads(home.run("changes", "council", "--json").out)[-1]
    assert (last["what"], last["before"]["text"], last["stamp"]) == ("import", "ana's", "0:10")
    assert last["changed_elsewhere_utc"] is not None


@pytest.mark.parametrize("named", [(), ("--library", "none/new.db")])
def test_a_dry_run_of_import_without_a_library_prints_what_would_come_in(
    home: UserHome, named: tuple[str, ...]
) -> None:
    home.keep("Council", ["the levy", "trees"])
    path = home.folder / "council.json"
    home.run("export", "council", "--format", "json", "-o", str(path))
    home.library_path.unlink()
    before = {*home.folder.rglob("*")}
    result = home.run(*named, "import", str(path), "--dry-run")
    assert (result.code, result.out) == (
        0,
        "Only tried, nothing is changed. 2 notes new, 0 changed, 0 as they were; in a new hearing, "
        "“Council”.\n",
    )
    assert {*home.folder.rglob("*")} == before


def test_a_dry_run_of_import_changes_nothing(home: UserHome) -> None:
    home.keep("Council", ["levy"])
    path, ben = exported(home), home.folder / "ben.db"
    Library(ben).close()
    result = home.run("--library", str(ben), "import", str(path), "--dry-run")
    assert result.out == (
        "Only tried, nothing is changed. 1 note new, 0 changed, 0 as they were; in a new hearing, "
        "“Council”.\n"
    )
    assert home.run("--library", str(ben), "list").out == ""


@pytest.mark.parametrize(
    ("name", "content", "more", "code", "sentence"),
    [
        ("x.json", "{", [], 1, "x.json, line 1: this is no JSON"),
        ("x.xyz", "", [], 2, "can't be told by its ending; say it with --format"),
        ("x.json", "", ["--format", "betamax"], 2, "There is no format “betamax”; there are: "),
        ("x.json", b"\n\n\xff", [], 1, "x.json, line 3: this is not written in UTF-8"),
        ("x.json", None, [], 2, "There is no file "),
        ("x.json", Path, [], 2, "is a folder"),
    ],
)
def test_import_refuses_in_one_sentence(
    home: UserHome, name: str, content: object, more: list[str], code: int, sentence: str
) -> None:
    path = home.folder / name
    if isinstance(content, str | bytes):
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    elif content is Path:
        path.mkdir()
    result = home.run("import", str(path), *more)
    assert result.code == code
    assert sentence in result.sentence
    assert home.run("list").out == ""


def test_import_refuses_a_recording_for_json_that_names_its_own(home: UserHome) -> None:
    home.keep("Council", ["levy"])
    result = home.run("import", str(exported(home)), "--recording", OTHER)
    assert result.code == 2
    assert "leave --recording" in result.sentence


def test_import_refuses_a_file_too_large_by_its_size(home: UserHome) -> None:
    """One that is nothing but holes: reading it would take its 200 MB."""
    for name in all_importers():
        path = home.folder / "large"
        with path.open("wb") as file:
            file.truncate(200 << 20)
        result = home.run("import", str(path), "--format", name)
        assert result.code == 1
        assert "is larger than" in result.sentence


@pytest.mark.parametrize("words", [["import", "--help"], ["import", "x.json", "--into", "nothing"]])
def test_import_without_notes_makes_no_library(home: UserHome, words: list[str]) -> None:
    home.run(*words)
    assert not home.library_path.exists()


# --- what other programs wrote ---


def write(home: UserHome, name: str, text: str) -> str:
    path = home.folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


SRT = """1
00:00:10,000 --> 00:00:12,000
the levy

2
00:00:10,000 --> 00:00:12,000
the levy

3
00:01:00,500 --> 00:01:02,000
the vote
"""


def test_import_puts_captions_into_a_new_hearing_of_the_named_recording(home: UserHome) -> None:
    path = write(home, "Budget hearing.srt", SRT)
    result = home.run("import", path, "--recording", LINK)
    assert (result.code, result.err) == (0, "")
    assert (
        "3 notes new, 0 changed, 0 as they were; in a new hearing, “Budget hearing”" in result.out
    )
    shown = home.run("show", VIDEO_ID).out
    assert "1       0:10  ±1s  the levy\n2       0:10  ±1s  the levy" in shown
    assert f"{LINK}&t=60" in home.run("export", VIDEO_ID).out


def test_a_file_that_is_imported_again_doubles_nothing(home: UserHome) -> None:
    path = write(home, "budget.srt", SRT)
    home.run("import", path, "--recording", LINK)
    again = home.run("import", path, "--recording", f"https://www.youtube.com/watch?v={VIDEO_ID}")
    assert again.out.startswith("0 notes new, 0 changed, 3 as they were; in “budget” (")


def test_import_keeps_what_was_changed_or_deleted_here(home: UserHome) -> None:
    hearing = home.keep("Council")
    path = write(home, "budget.srt", SRT)
    home.run("import", path, "--into", "council")
    with Library(home.library_path) as library:
        first, second, third = library.notes.of_hearing(hearing.id)
        library.notes.change("edit", first, replace(first, text="THE levy"))
        library.notes.delete(third)
    again = home.run("import", path, "--into", "council")
    assert again.out.startswith("0 notes new, 0 changed, 2 as they were")
    with Library(home.library_path) as library:
        texts = [note.text for note in library.notes.of_hearing(hearing.id)]
    assert texts == ["THE levy", second.text]


def test_import_knows_a_note_by_its_second_and_text(home: UserHome) -> None:
    home.keep("Council", ["the levy"])
    table = "time,text\n0:10,the  levy\n0:11,the levy\n"
    result = home.run("import", write(home, "a.csv", table), "--into", "council")
    assert result.out.startswith("1 note new, 0 changed, 1 as they were")


def test_a_table_may_be_of_the_clock_alone(home: UserHome) -> None:
    home.keep("Council", ["levy"])
    table = "utc,text\n2026-01-16T15:00:30Z,corridor\n"
    path = write(home, "a.csv", table)
    for counted in ("1 note new", "0 notes new"):
        assert home.run("import", path, "--into", "council").out.startswith(counted)
    assert "corridor" in home.run("show", "council").out


def test_a_table_may_say_itself_what_it_is_of(home: UserHome) -> None:
    home.keep("Council", ["levy"])
    table = f"second_s,text,link\n12,vote,{LINK}&t=12\n13,trees,{OTHER}&t=13\n"
    result = home.run("import", write(home, "a.csv", table))
    assert "2 notes new, 0 changed, 0 as they were; in “Council” (0001)." in result.out
    assert OTHER in home.run("recording", "list", "council").out


def test_an_imported_note_gets_the_time_of_day_from_the_start_of_its_recording(
    home: UserHome,
) -> None:
    hearing = home.keep("Council", starts_utc=NOW)
    home.run("import", write(home, "a.csv", "time,text\n60,levy\n"), "--into", "council")
    with Library(home.library_path) as library:
        (note,) = library.notes.of_hearing(hearing.id)
    assert note.moment == Moment(NOW + timedelta(seconds=60), "R1", 60.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "does not say what it is of; name its recording with --recording URL, or"),
        (["--into", "trees"], "“Trees” has no recording; name the one"),
        (["--into", "two"], "“Two” has several recordings; name the one"),
        (["--into", "nothing"], "No hearing is called “nothing”"),
        (["--recording", "https://www.youtube.com/@nyc/live"], "names no single video"),
        (["--recording", "nonsense"], "neither a link nor a file"),
        (["--into", "two", "--recording", "9"], "has no recording “9”"),
        (["--into", "trees", "--recording", OTHER], "belongs to another hearing, “Two”"),
    ],
)
def test_import_refuses_a_file_of_no_certain_recording(
    home: UserHome, words: list[str], sentence: str
) -> None:
    two = home.keep("Two", ["levy"])
    other = Recording("R9", two.id, "youtube", OTHER_ID, OTHER)
    with Library(home.library_path) as library:
        library.hearings.save(two, [other])
        library.hearings.save(Hearing("01KF3Z00000000000000000009", "Trees", NOW), [])
    result = home.run("import", write(home, "a.srt", SRT), *words)
    assert result.code == 2
    assert sentence in result.sentence
    assert home.run("search", "vote").out == ""


def test_import_names_one_of_several_recordings_by_its_number(home: UserHome) -> None:
    two = home.keep("Two")
    with Library(home.library_path) as library:
        library.hearings.save(two, [Recording("R9", two.id, "youtube", OTHER_ID, OTHER)])
    home.run("import", write(home, "a.srt", SRT), "--into", "two", "--recording", "2")
    assert f"{OTHER_ID}&t=60" in home.run("export", "two").out


def test_the_same_caption_of_another_recording_is_another_note(home: UserHome) -> None:
    two = home.keep("Two")
    with Library(home.library_path) as library:
        library.hearings.save(two, [Recording("R9", two.id, "youtube", OTHER_ID, OTHER)])
    for number in ("1", "2"):
        result = home.run(
            "import", write(home, "a.srt", SRT), "--into", "two", "--recording", number
        )
        assert result.out.startswith("3 notes new")


def test_imported_voices_come_into_the_roster(home: UserHome) -> None:
    home.keep("Council")
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Shahana Hanif>thank you\n"
    home.run("import", write(home, "a.vtt", text), "--into", "council")
    with Library(home.library_path) as library:
        (stored,) = library.hearings.all()
    assert stored.hearing.roster.names == {"shahana-hanif": "Shahana Hanif"}


ARTICLE = f"# Levy rises\n\nIt rose (Source: {LINK}&t=90). It fell (Source: {OTHER}&t=5s).\n"


def test_an_article_is_imported_once(home: UserHome) -> None:
    hearing = home.keep("Council", ["levy"])
    path = write(home, "article.md", ARTICLE)
    message = "An article, “Levy rises”: 1 paragraph, 2 sources"
    tried = home.run("import", path, "--dry-run")
    assert tried.out == f"Only tried, nothing is changed. {message}.\n"
    assert home.run("import", path).out.startswith(f"{message}; hearingnotes draft edit ")
    again = home.run("import", path)
    assert again.out.startswith("That article is here already; hearingnotes draft edit ")
    with Library(home.library_path) as library:
        (draft,) = library.drafts.all()
    assert draft.hearing_ids == (hearing.id,)
    assert [p.text for p in draft.paragraphs[0].passages] == ["It rose.", "It fell."]


def test_import_refuses_a_recording_for_an_article(home: UserHome) -> None:
    result = home.run("import", write(home, "article.md", ARTICLE), "--recording", LINK)
    assert (result.code, "leave --recording" in result.sentence) == (2, True)


def test_an_article_of_a_file_comes_back_with_its_sources(home: UserHome) -> None:
    recording = home.folder / "shelter beds.flac"
    recording.touch()
    hearing = home.keep("Shelter", ["beds"], platform="local_file", key=str(recording))
    (home.folder / "stories").mkdir()
    article = home.folder / "stories" / "article.md"
    home.run("export", "shelter", "-o", str(article))
    assert "1 paragraph, 1 source" in home.run("import", str(article)).out
    with Library(home.library_path) as library:
        (draft,) = library.drafts.all()
    assert draft.hearing_ids == (hearing.id,)
    back = home.folder / "stories" / "back.md"
    home.run("draft", "export", "shelter", "-o", str(back))
    assert "(../shelter%20beds.flac#t=10)" in back.read_text()


def test_an_article_far_from_its_file_is_of_the_one_that_has_its_name(home: UserHome) -> None:
    hearing = home.keep("Shelter", platform="local_file", key="/far/away/shelter.flac")
    home.run("import", write(home, "a.md", "# H\n\nBeds (Source: [0:12](shelter.flac#t=12)).\n"))
    with Library(home.library_path) as library:
        (draft,) = library.drafts.all()
    assert draft.hearing_ids == (hearing.id,)
    (source,) = draft.paragraphs[0].sources
    assert isinstance(source, LinkSource)
    assert source.key == "/far/away/shelter.flac"


QUOTE = "> We have no plan for the data."
UNVERIFIED = "1 cited quote out of captions is not verified by anybody yet."


@pytest.fixture
def quoting(home: UserHome) -> UserHome:
    """An article that cites an unverified quote, and a note that is none."""
    home.keep("Council", [note_at(1, QUOTE, from_captions=True), note_at(2, "They spoke.")])
    home.run("draft", "new", "council", "--headline", "No plan")
    with Library(home.library_path) as library:
        (draft,) = library.drafts.all()
        notes = library.notes.of_hearing(draft.hearing_ids[0])
        quote, spoke = sorted(notes, key=lambda note: note.moment.position_s or 0.0)
        cited = [
            Paragraph(
                "P1", (_passage("We have no plan for the data.", quote),), ParagraphKind.QUOTE
            ),
            Paragraph("P2", (_passage("They spoke.", spoke),)),
        ]
        library.drafts.change("write", draft, with_inserted(draft, None, *cited))
    return home


def _passage(words: str, note: Note) -> Passage:
    return Passage(words, (NoteSource(note.hearing_id, note.id),))


def brought(home: UserHome, path: Path, *library: str) -> str:
    """The name of the article that comes in with this file."""
    came = home.run(*library, "import", str(path), "--format", "markdown")
    assert came.code == 0, came.err
    (newest, *_) = json.loads(home.run(*library, "draft", "list", "--json").out)
    return str(newest["handle"])


@pytest.mark.parametrize(
    ("name", "library"),
    # Plain text has no place for it: elsewhere nobody can know.
    [("post.md", ""), ("post.md", "ben.db"), ("post.txt", "")],
)
def test_an_unverified_quote_of_an_article_stays_one_when_it_comes_back(
    quoting: UserHome, name: str, library: str
) -> None:
    path = quoting.folder / name
    assert UNVERIFIED in quoting.run("draft", "export", "plan", "-o", str(path)).err
    where = ("--library", str(quoting.folder / library)) if library else ()
    handle = brought(quoting, path, *where)
    again = quoting.run(*where, "draft", "export", handle)
    assert again.err == f"hearingnotes: {UNVERIFIED}\n"
    assert again.out.startswith("# No plan\n")


def test_an_unverified_quote_of_notes_exported_as_an_article_stays_one(quoting: UserHome) -> None:
    path, ben = quoting.folder / "notes.md", ("--library", str(quoting.folder / "ben.db"))
    quoting.run("export", "council", "-o", str(path))
    assert UNVERIFIED in quoting.run(*ben, "draft", "show", brought(quoting, path, *ben)).err


def test_an_unverified_quote_of_an_article_that_goes_round_twice_stays_one(
    quoting: UserHome,
) -> None:
    path, second = quoting.folder / "post.md", quoting.folder / "again.md"
    ben, cleo = (("--library", str(quoting.folder / name)) for name in ("ben.db", "cleo.db"))
    quoting.run("draft", "export", "plan", "-o", str(path))
    quoting.run(*ben, "draft", "export", brought(quoting, path, *ben), "-o", str(second))
    handle = brought(quoting, second, *cleo)
    assert UNVERIFIED in quoting.run(*cleo, "draft", "show", handle).err


def test_the_links_of_an_imported_copy_are_unchanged(home: UserHome) -> None:
    quote = note_at(1, QUOTE, from_captions=True)
    path = str(home.folder / "day.mp4")
    home.keep("Council", [quote], platform="local_file", key=path, url=path)
    Path(path).touch()
    assert home.run("recording", "add", "council", LINK, "--at", f"{path}#t=0").code == 0
    article, link = home.folder / "post.md", f"{LINK}&t=10"
    article.write_text(f"# No plan\n\nWe have no plan for the data (Source: {link}).\n")
    again = home.run("draft", "export", brought(home, article))
    assert (link in again.out, UNVERIFIED in again.err) == (True, True)


def test_an_imported_copy_is_verified_with_the_note_that_it_cites(quoting: UserHome) -> None:
    path = quoting.folder / "post.md"
    quoting.run("draft", "export", "plan", "-o", str(path))
    handle = brought(quoting, path)
    with Library(quoting.library_path) as library:
        (stored,) = library.hearings.all()
        quote = next(n for n in library.notes.of_hearing(stored.hearing.id) if n.from_captions)
        library.notes.change("verify", quote, replace(quote, verified=True))
    assert quoting.run("draft", "export", handle).err == ""


def test_an_article_without_an_unverified_quote_is_exported_without_comments(
    quoting: UserHome,
) -> None:
    with Library(quoting.library_path) as library:
        (stored,) = library.hearings.all()
        quote = next(n for n in library.notes.of_hearing(stored.hearing.id) if n.from_captions)
        library.notes.change("verify", quote, replace(quote, verified=True))
    assert "<!--" not in quoting.run("draft", "export", "plan").out


@pytest.mark.parametrize("export_format", ["log", "csv", "json"])
def test_an_unverified_quote_of_the_notes_stays_one_and_none_is_verified_by_prose(
    home: UserHome, export_format: str
) -> None:
    quote = note_at(1, f"{QUOTE} #data", from_captions=True)
    checked = note_at(2, "> Yes.", from_captions=True, verified=True, starred=True)
    home.keep("Council", [quote, checked, note_at(3, "They spoke.", verified=True)])
    path = home.folder / f"notes.{'md' if export_format == 'log' else export_format}"
    home.run("export", "council", "--format", export_format, "-o", str(path))
    ben = home.folder / "ben.db"
    home.run("--library", str(ben), "import", str(path))
    with Library(ben) as library:
        (stored,) = library.hearings.all()
        notes = library.notes.of_hearing(stored.hearing.id)
        notes.sort(key=lambda note: note.moment.position_s or 0.0)
    assert [note.is_unverified_quote for note in notes] == [True, False, False]
    assert [note.starred for note in notes] == [False, True, False]
    assert [note.verified for note in notes] == [False, *([export_format != "log"] * 2)]
    assert not any("unverified" in note.text or "✓" in note.text for note in notes)
    assert notes[0].text.endswith("#data")
