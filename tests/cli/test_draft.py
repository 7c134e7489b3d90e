"""`hearingnotes draft`."""

import json
from pathlib import Path

import pytest

from hearingnotes.library.library import Library
from hearingnotes.model.draft import (
    NoteSource,
    Paragraph,
    Passage,
    with_inserted,
)
from hearingnotes.model.hearing import Recording
from tests.cli.conftest import UserHome


@pytest.fixture
def handle(home: UserHome) -> str:
    """An article on one hearing, with a paragraph that cites a note and one without a source."""
    home.keep("Council", ["The levy rises.", "9 to 0"])
    result = home.run("draft", "new", "council", "--headline", "Levy up")
    handle = result.out.strip()
    with Library(home.library_path) as library:
        (draft,) = library.drafts.all()
        note = library.notes.of_hearing(draft.hearing_ids[0])[0]
        cited = Passage("The levy rises.", (NoteSource(note.hearing_id, note.id),))
        paragraphs = (Paragraph("P1", (cited,)), Paragraph("P2", (Passage("Nobody objected."),)))
        library.drafts.change("write", draft, with_inserted(draft, None, *paragraphs))
    return handle


def test_an_article_is_started_listed_and_shown(home: UserHome, handle: str) -> None:
    listed = home.run("draft", "list")
    assert listed.out.startswith(f"{handle}  ")
    assert "2 paragraphs  Levy up" in listed.out
    (record,) = json.loads(home.run("draft", "list", "--json").out)
    assert (record["handle"], record["paragraphs"], record["without_source"]) == (handle, 2, 1)
    shown = home.run("draft", "show", "levy")
    assert shown.out.startswith("# Levy up\n\nThe levy rises (Source: https://youtu.be/")
    assert shown.out.endswith("\n\nNobody objected.\n")
    assert shown.sentence == "1 paragraph has no source."


def test_draft_export_writes_the_format_of_the_file_name(home: UserHome, handle: str) -> None:
    home.run("draft", "export", handle, "-o", "post.txt", "--link-style", "share")
    text = (home.folder / "post.txt").read_text()
    assert text.startswith("Levy up\n\n\n\nThe levy rises (Source: https://youtu.be/")
    assert "?t=" in text
    assert home.run("draft", "export", handle, "-o", "post.txt").code == 0
    (home.folder / "post.txt").write_text("mine")
    refused = home.run("draft", "export", handle, "-o", "post.txt")
    assert refused.code == 1
    assert "was changed since this program wrote it" in refused.sentence
    markdown = home.run("draft", "export", handle)
    assert markdown.out.startswith("# Levy up\n")


def test_draft_export_refuses_an_ending_of_no_draft_format(home: UserHome, handle: str) -> None:
    result = home.run("draft", "export", handle, "-o", "art.html")
    assert (result.code, ".markdown, .md, .txt" in result.sentence) == (2, True)
    assert home.run("draft", "export", handle, "-o", "art.html", "--format", "text").code == 0


def test_removed_articles_are_listed_for_restoring(home: UserHome, handle: str) -> None:
    assert home.run("draft", "list", "--removed").err == "No article was removed.\n"
    home.run("draft", "remove", handle)
    nothing = home.run("draft", "list").err
    assert nothing == "Every article was removed; hearingnotes draft list --removed shows them.\n"
    listed = home.run("draft", "list", "--removed")
    assert listed.out.startswith(f"{handle}  ")
    (record,) = json.loads(home.run("draft", "list", "--removed", "--json").out)
    assert record["handle"] == handle
    assert home.run("draft", "restore", handle).code == 0


def test_an_own_template_sees_the_article(home: UserHome, handle: str) -> None:
    (home.folder / "mine.jinja").write_text(
        "{{ article.headline }}: {{ article.paragraphs | length }}, {{ article.unsourced }}\n"
        "{{ article.nothing }}\n"
    )
    refused = home.run("draft", "export", handle, "--template", "mine.jinja")
    assert "mine.jinja, line 2: " in refused.sentence
    (home.folder / "mine.jinja").write_text("{{ article.headline }} {{ article.unsourced }}")
    assert home.run("draft", "export", handle, "--template", "mine.jinja").out == "Levy up 1\n"


def test_an_article_is_removed_and_brought_back(home: UserHome, handle: str) -> None:
    removed = home.run("draft", "remove", "levy")
    assert f"hearingnotes draft restore {handle}" in removed.out
    assert "Every article was removed" in home.run("draft", "list").err
    assert "is back" in home.run("draft", "restore", handle).out
    assert "Levy up" in home.run("draft", "list").out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("show", "nothing"), 2, "No article is called “nothing”; hearingnotes draft list"),
        (("new", "nothing"), 2, "No hearing is called “nothing”"),
        (("export", "levy", "--format", "html"), 2, "There is no form “html” of a draft"),
        (("restore", "levy"), 2, "No article is called “levy”"),
        (("edit", "levy"), 1, "The screen needs a terminal; hearingnotes draft show"),
    ],
)
def test_draft_refuses_wrong_arguments(
    home: UserHome, handle: str, words: tuple[str, ...], code: int, message: str
) -> None:
    result = home.run("draft", *words)
    assert (result.code, message in result.sentence) == (code, True), result.err


def test_draft_refuses_a_name_that_fits_several_articles(home: UserHome, handle: str) -> None:
    home.run("draft", "new", "council", "--headline", "Levy up again")
    result = home.run("draft", "show", "levy")
    assert "fits 2 articles" in result.sentence
    assert handle in result.sentence
    assert isinstance(home.folder, Path)


@pytest.mark.parametrize("name", ["post.md", "post.txt"])
def test_an_article_that_was_exported_comes_back_with_its_sources(
    home: UserHome, handle: str, name: str
) -> None:
    home.run("draft", "export", handle, "-o", name)
    written = home.run("draft", "export", handle).out
    words = ("import", name, *(("--format", "markdown") if name.endswith("txt") else ()))
    came = home.run(*words)
    assert "“Levy up”: 2 paragraphs, 1 source; hearingnotes draft edit " in came.out
    again = home.run(*words)
    assert "is here already" in again.out
    (newest, _) = json.loads(home.run("draft", "list", "--json").out)
    assert home.run("draft", "export", newest["handle"]).out == written


@pytest.fixture
def on_files(home: UserHome) -> UserHome:
    """An article on two hearings that were heard from files; each is on YouTube as well, where it
    begins 5 s and 7 s earlier."""
    for number, day in ((1, "day one"), (2, "day two")):
        path = str(home.folder / f"day{number}.mp4")
        home.keep(day, ["They spoke."], number=number, platform="local_file", key=path, url=path)
    with Library(home.library_path) as library:
        for number, video_id, aligned_s in ((1, "aaaaaaaaaa1", -5.0), (2, "aaaaaaaaaa2", -7.0)):
            stored = library.hearings.all()
            hearing = next(k.hearing for k in stored if k.hearing.id.endswith(str(number)))
            video = Recording(
                f"V{number}",
                hearing.id,
                "youtube",
                video_id,
                f"https://youtu.be/{video_id}",
                aligned_to=f"R{number}",
                aligned_s=aligned_s,
            )
            library.hearings.save(hearing, [video])
    home.run("draft", "new", "0001", "0002", "--headline", "Both days")
    with Library(home.library_path) as library:
        (draft,) = library.drafts.all()
        paragraphs = [
            Paragraph(f"P{at}", (Passage("They spoke.", (NoteSource(note.hearing_id, note.id),)),))
            for at, hearing_id in enumerate(draft.hearing_ids)
            for note in library.notes.of_hearing(hearing_id)
        ]
        library.drafts.change("write", draft, with_inserted(draft, None, *paragraphs))
    return home


ONE, TWO = "https://youtu.be/aaaaaaaaaa1", "https://youtu.be/aaaaaaaaaa2"


@pytest.mark.parametrize(
    ("wanted", "links"),
    [
        ((), ["day1.mp4#t=10", "day2.mp4#t=10"]),
        (("2",), [f"{ONE}&t=15", f"{TWO}&t=17"]),
        (("0001=2",), [f"{ONE}&t=15", "day2.mp4#t=10"]),
        (("day one=2", "0002=2"), [f"{ONE}&t=15", f"{TWO}&t=17"]),
        (("2", "0002=1"), [f"{ONE}&t=15", "day2.mp4#t=10"]),
        ((f"{TWO}?t=3",), ["day1.mp4#t=10", f"{TWO}&t=17"]),
        (("aaaaaaaaaa1",), [f"{ONE}&t=15", "day2.mp4#t=10"]),
        ((f"day two={TWO}",), ["day1.mp4#t=10", f"{TWO}&t=17"]),
    ],
)
def test_the_links_of_an_article_lead_into_the_recording_that_is_named(
    on_files: UserHome, wanted: tuple[str, ...], links: list[str]
) -> None:
    words = [word for text in wanted for word in ("--recording", text)]
    result = on_files.run("draft", "export", "both", *words)
    assert result.code == 0, result.err
    lines = [line for line in result.out.splitlines() if line.startswith("They")]
    assert [link in line for link, line in zip(links, lines, strict=True)] == [True, True], lines


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("3", "“day one” has no recording “3”; hearingnotes recording list tells those it has."),
        ("0002=3", "“day two” has no recording “3”"),
        ("day=2", "“day” fits 2 hearings of the article; name one by its handle"),
        ("https://youtu.be/aaaaaaaaaa3", "has the recording “https://youtu.be/aaaaaaaaaa3”. It"),
        ("0003=2", "It cites “day one”, “day two”; hearingnotes recording list HEARING"),
    ],
)
def test_draft_export_refuses_a_recording_of_no_hearing_of_the_article(
    on_files: UserHome, wanted: str, message: str
) -> None:
    result = on_files.run("draft", "export", "both", "--recording", wanted)
    assert (result.code, message in result.sentence) == (2, True), result.err
