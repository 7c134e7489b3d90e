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
from tests.cli.conftest import Home


@pytest.fixture
def handle(home: Home) -> str:
    """An article on one hearing, with a paragraph that cites a note and one without a source."""
    home.keep("Council", ["The levy rises.", "9 to 0"])
    ran = home.run("draft", "new", "council", "--headline", "Levy up")
    handle = ran.out.strip()
    with Library(home.library_path) as library:
        (draft,) = library.drafts.all()
        note = library.notes.of_hearing(draft.hearing_ids[0])[0]
        cited = Passage("The levy rises.", (NoteSource(note.hearing_id, note.id),))
        paragraphs = (Paragraph("P1", (cited,)), Paragraph("P2", (Passage("Nobody objected."),)))
        library.drafts.change("write", draft, with_inserted(draft, None, *paragraphs))
    return handle


def test_an_article_is_begun_listed_and_shown(home: Home, handle: str) -> None:
    listed = home.run("draft", "list")
    assert listed.out.startswith(f"{handle}  ")
    assert "2 paragraphs  Levy up" in listed.out
    (record,) = json.loads(home.run("draft", "list", "--json").out)
    assert (record["handle"], record["paragraphs"], record["without_source"]) == (handle, 2, 1)
    shown = home.run("draft", "show", "levy")
    assert shown.out.startswith("# Levy up\n\nThe levy rises (Source: https://youtu.be/")
    assert shown.out.endswith("\n\nNobody objected.\n")
    assert shown.sentence == "1 paragraph has no source."


def test_an_article_is_exported_in_the_form_of_its_file(home: Home, handle: str) -> None:
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


def test_an_ending_that_no_form_of_a_draft_has_is_refused(home: Home, handle: str) -> None:
    ran = home.run("draft", "export", handle, "-o", "art.html")
    assert (ran.code, ".markdown, .md, .txt" in ran.sentence) == (2, True)
    assert home.run("draft", "export", handle, "-o", "art.html", "--format", "text").code == 0


def test_removed_articles_are_listed_to_be_restored(home: Home, handle: str) -> None:
    assert home.run("draft", "list", "--removed").err == "No article was removed.\n"
    home.run("draft", "remove", handle)
    nothing = home.run("draft", "list").err
    assert nothing == "Every article was removed; hearingnotes draft list --removed shows them.\n"
    listed = home.run("draft", "list", "--removed")
    assert listed.out.startswith(f"{handle}  ")
    (record,) = json.loads(home.run("draft", "list", "--removed", "--json").out)
    assert record["handle"] == handle
    assert home.run("draft", "restore", handle).code == 0


def test_an_own_template_sees_the_article(home: Home, handle: str) -> None:
    (home.folder / "mine.jinja").write_text(
        "{{ article.headline }}: {{ article.paragraphs | length }}, {{ article.unsourced }}\n"
        "{{ article.nothing }}\n"
    )
    refused = home.run("draft", "export", handle, "--template", "mine.jinja")
    assert "mine.jinja, line 2: " in refused.sentence
    (home.folder / "mine.jinja").write_text("{{ article.headline }} {{ article.unsourced }}")
    assert home.run("draft", "export", handle, "--template", "mine.jinja").out == "Levy up 1\n"


def test_an_article_is_removed_and_brought_back(home: Home, handle: str) -> None:
    removed = home.run("draft", "remove", "levy")
    assert f"hearingnotes draft restore {handle}" in removed.out
    assert "Every article was removed" in home.run("draft", "list").err
    assert "is back" in home.run("draft", "restore", handle).out
    assert "Levy up" in home.run("draft", "list").out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("show", "nothing"), 2, "No article is called “nothing”; hearingnotes draft list"),
        (("new", "nothing"), 2, "No hearing is called “nothing”"),
        (("export", "levy", "--format", "html"), 2, "There is no form “html” of a draft"),
        (("restore", "levy"), 2, "No article is called “levy”"),
        (("edit", "levy"), 1, "The screen needs a terminal; hearingnotes draft show"),
    ],
)
def test_what_can_not_be_right_is_told(
    home: Home, handle: str, words: tuple[str, ...], code: int, told: str
) -> None:
    ran = home.run("draft", *words)
    assert (ran.code, told in ran.sentence) == (code, True), ran.err


def test_several_articles_are_told_apart(home: Home, handle: str) -> None:
    home.run("draft", "new", "council", "--headline", "Levy up again")
    ran = home.run("draft", "show", "levy")
    assert "fits 2 articles" in ran.sentence
    assert handle in ran.sentence
    assert isinstance(home.folder, Path)


@pytest.mark.parametrize("name", ["post.md", "post.txt"])
def test_an_article_that_was_exported_comes_back_with_its_sources(
    home: Home, handle: str, name: str
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
