"""`hearingnotes export`: the texts, and where they go."""

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from hearingnotes.export.writer import export_key, sign
from hearingnotes.model.moment import Moment
from tests.cli.conftest import (
    NOW,
    OTHER,
    OTHER_ID,
    VIDEO_ID,
    CommandResult,
    UserHome,
    can_mount,
    note_at,
    save_live,
)
from tests.e2e.terminal import ROOT

LINK = f"https://youtu.be/{VIDEO_ID}"
OURS = export_key("01KF3Z00000000000000000001", "article")
MARKER = "<!-- written by hearingnotes; it may be written anew -->"
ARTICLE = f"""\
# Council

The levy rises. (Source: {LINK}&t=10)

Two

paragraphs (Source: {LINK}&t=6935)
"""


@pytest.fixture
def stored(home: UserHome) -> UserHome:
    late = Moment(NOW, "R1", 6957.9, 22.0, 0.04)
    home.keep("Council", ["The levy rises.", note_at(2, "Two\n\nparagraphs", moment=late)])
    return home


def test_an_article_has_a_paragraph_a_note_that_ends_in_its_source(stored: UserHome) -> None:
    for words in ((), ("--style", "article"), ("-o", "-")):
        result = stored.run("export", "0001", *words)
        assert (result.code, result.out, result.err) == (0, ARTICLE, "")


def test_a_log_has_a_line_a_note_that_begins_with_its_link(stored: UserHome) -> None:
    result = stored.run("export", "0001", "--style", "log")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "# Council\n\n"
        f"- [0:10]({LINK}&t=10) The levy rises.\n"
        f"- [1:55:35]({LINK}&t=6935) Two paragraphs\n"
    )


@pytest.mark.parametrize(
    ("style", "link"),
    [
        ("house", f"{LINK}&t=10"),
        ("share", f"{LINK}?t=10"),
        ("watch", f"https://www.youtube.com/watch?v={VIDEO_ID}&t=10s"),
    ],
)
def test_youtube_links_have_the_style_of_the_option_or_else_of_the_settings(
    stored: UserHome, style: str, link: str
) -> None:
    assert f"(Source: {link})" in stored.run("export", "0001", "--link-style", style).out
    stored.write_settings(f'link_style = "{style}"')
    assert f"(Source: {link})" in stored.run("export", "0001").out


def test_a_note_without_a_place_has_its_time_of_day_and_no_link(home: UserHome) -> None:
    home.keep("Council", [replace(note_at(1, "in the corridor"), moment=Moment(NOW))])
    article = home.process("export", "0001").out
    assert "in the corridor (Noted at 2026-01-16 10:00:00 -0500, not placed" in article
    log = home.process("export", "0001", "--style", "log").out
    assert "\n- 2026-01-16 10:00:00 -0500 in the corridor\n" in log
    assert "http" not in article + log


def test_notes_without_a_place_are_counted(home: UserHome) -> None:
    by_clock = [replace(note_at(number, "x"), moment=Moment(NOW)) for number in (1, 2)]
    home.keep("Council", [*by_clock, "placed"])
    message = (
        "2 notes have no place in a recording; they have the time of day instead of a link, "
        "until an anchor gives one."
    )
    assert home.run("export", "0001").sentence == message
    assert home.run("export", "0001", "--style", "log").sentence == message


def test_links_point_into_the_recording_that_is_asked_for(home: UserHome) -> None:
    by_clock = replace(note_at(3, "by the clock"), moment=Moment(NOW.replace(hour=1)))
    save_live(home, ["on air", "later", by_clock])
    home.run("recording", "add", "0001", OTHER, "--at", f"{LINK}?t=60")
    result = home.run("export", "0001", "--recording", OTHER, "--style", "log")
    assert f"- [47:00](https://youtu.be/{OTHER_ID}&t=2820) on air\n" in result.out
    assert VIDEO_ID not in result.out
    assert "1 note has no place in that recording" in result.sentence
    usual = home.run("export", "0001", "--style", "log")
    assert f"- [48:00]({LINK}&t=2880) on air\n" in usual.out


def test_unsent_notes_are_left_out_and_counted(home: UserHome) -> None:
    home.keep("Council", ["sent", note_at(2, "half a sen", unsent=True)])
    result = home.run("export", "0001")
    assert "half a sen" not in result.out
    assert result.sentence == "1 unsent note left out."


@pytest.mark.parametrize("style", ["article", "log"])
def test_markdown_in_titles_and_notes_comes_out_as_typed(home: UserHome, style: str) -> None:
    typed = "1. *a* [b](c) <i>d</i> `e` ~~f~~ [sic] a_b_c | g > h # i"
    home.keep(typed, [typed])
    html = MarkdownIt("gfm-like").render(home.run("export", "0001", "--style", style).out)
    shown = typed.replace(">", "&gt;").replace("<", "&lt;")
    assert f"<h1>{shown}</h1>" in html
    assert html.count(shown) == 2
    assert html.count("<a ") == 1


@pytest.mark.parametrize(
    "address", ["https://x.example/a)(b).mp4", "https://x.example/a\\b.mp4?c=1&lt;d=<2>"]
)
def test_a_log_links_to_addresses_with_brackets(home: UserHome, address: str) -> None:
    home.keep("Council", ["note"], platform="direct_media", key=address, url=address)
    html = MarkdownIt().render(home.run("export", "0001", "--style", "log").out)
    opened = html.partition('href="')[2].partition('"')[0]
    for letter, code in ((")", "%29"), ("(", "%28"), ("\\", "%5C"), ("<", "%3C"), (">", "%3E")):
        address = address.replace(letter, letter if letter in "()" else code)
    assert opened.replace("&amp;", "&") == f"{address}#t=10"


def export_of_file(home: UserHome, folder: str, *words: str) -> CommandResult:
    """Export from a folder below home; the recording is `media/the hearing.mp4`."""
    file = home.folder / "media" / "the hearing.mp4"
    home.keep("Council", ["note"], platform="local_file", key=str(file), url=str(file))
    (home.folder / folder).mkdir(parents=True, exist_ok=True)
    with chdir(home.folder / folder):
        return home.run("export", "0001", *words)


@pytest.mark.parametrize(
    ("folder", "link"),
    [
        (".", "media/the%20hearing.mp4#t=10"),
        ("media", "the%20hearing.mp4#t=10"),
        ("articles", "../media/the%20hearing.mp4#t=10"),
        ("articles/2026", "../../media/the%20hearing.mp4#t=10"),
    ],
)
def test_a_link_to_a_file_leads_there_from_where_the_article_is(
    home: UserHome, folder: str, link: str
) -> None:
    printed = export_of_file(home, folder)
    assert printed.err == ""
    assert f'<a href="{link}">0:10</a>' in MarkdownIt().render(printed.out)
    export_of_file(home, ".", "-o", f"{folder}/article.md")
    assert f"(Source: [0:10]({link}))" in Path(folder, "article.md").read_text()


def test_a_recording_too_far_away_is_reported_and_its_folder_is_not(home: UserHome) -> None:
    printed = export_of_file(home, "a/b/c")
    assert "(Source: [0:10](the%20hearing.mp4#t=10))" in printed.out
    message = (
        "The links name “the hearing.mp4” without its folder, which is far away; "
        "put the file beside the article."
    )
    assert printed.sentence == message
    written = export_of_file(home, "a/b/c", "-o", "article.md")
    assert written.err.splitlines()[-1] == f"hearingnotes: {message}"


# --- the form ---


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("notes.md", "# Council\n"),
        ("notes.markdown", "# Council\n"),
        ("notes", "# Council\n"),
        ("notes.html", "<!DOCTYPE html>\n"),
        ("notes.HTM", "<!DOCTYPE html>\n"),
        ("notes.csv", "\ufeffrecording,second_s,"),
        ("notes.srt", "1\n00:00:10,000 --> 00:00:18,000\nThe levy rises.\n"),
        ("notes.vtt", "WEBVTT\n\n00:00:10.000 --> "),
        ("notes.txt", "0:00 Council\n0:10 The levy rises.\n"),
        ("notes.otr", '{\n  "text": "<p><span class=\\"timestamp\\" data-timestamp=\\"10\\">'),
    ],
)
def test_the_ending_of_the_file_selects_the_export_format(
    stored: UserHome, name: str, begins: str
) -> None:
    result = stored.run("export", "0001", "-o", name)
    assert (result.code, result.err) == (0, f"2 notes written to {name}.\n")
    assert Path(name).read_text().startswith(begins)


@pytest.mark.parametrize("name", ["new.docx", "new.pdf", "new.TXT2"])
def test_an_ending_of_no_export_format_is_refused(stored: UserHome, name: str) -> None:
    result = stored.run("export", "0001", "-o", name)
    assert result.code == 2
    assert result.sentence.startswith(
        f"Nothing here writes {Path(name).suffix}; let the file end in "
    )
    assert ".html, .json" in result.sentence
    assert not Path(name).exists()


@pytest.mark.parametrize("name", ["new", "item 2.1", "no. 3. final cut"])
def test_a_file_without_an_ending_becomes_an_article(stored: UserHome, name: str) -> None:
    assert stored.run("export", "0001", "-o", name).code == 0
    assert Path(name).read_text().startswith("# Council")


def test_a_named_export_format_holds_whatever_the_ending(stored: UserHome) -> None:
    assert stored.run("export", "0001", "--format", "srt", "-o", "notes.md").code == 0
    assert Path("notes.md").read_text().startswith("1\n00:00:10,000 --> ")
    assert stored.run("export", "0001", "--format", "markdown").out == ARTICLE
    assert stored.run("export", "0001", "--format", "vtt").out.startswith("WEBVTT\n")


def test_an_unknown_export_format_is_refused_with_the_known_ones(stored: UserHome) -> None:
    result = stored.run("export", "0001", "--format", "docx")
    assert result.code == 2
    assert result.sentence.startswith("There is no form “docx”; there are: article, ")
    assert all(name in result.sentence for name in ("chapters", "csv", "html", "otr", "srt", "vtt"))


def test_an_export_that_its_format_cannot_express_is_refused_and_writes_nothing(
    home: UserHome,
) -> None:
    home.keep("Council", ["only one"])
    result = home.run("export", "0001", "-o", "notes.txt")
    assert result.code == 1
    assert result.sentence.startswith("YouTube takes no fewer than 3 chapters")
    assert not Path("notes.txt").exists()


# --- where it goes ---


def export(home: UserHome, *words: str) -> CommandResult:
    result = home.run("export", "0001", "-o", *words)
    assert result.out == ""
    return result


def test_an_export_may_be_written_anew(stored: UserHome) -> None:
    assert export(stored, "article.md") == CommandResult(0, "", "2 notes written to article.md.\n")
    assert Path("article.md").read_text() == sign(ARTICLE, what=OURS)
    stored.keep("Council of the town")
    assert export(stored, "article.md") == CommandResult(0, "", "2 notes written to article.md.\n")
    assert Path("article.md").read_text().startswith("# Council of the town\n")
    assert sorted(path.name for path in stored.folder.glob("*.md*")) == ["article.md"]


@pytest.mark.parametrize("theirs", ["", "mine\n", f"I quote {MARKER}\nand go on.\n"])
def test_an_export_replaces_a_foreign_file_only_by_force(stored: UserHome, theirs: str) -> None:
    Path("article.md").write_text(theirs)
    result = export(stored, "article.md")
    assert result.code == 1
    assert result.sentence == (
        "article.md is there already and was not written by this program; "
        "name another file, or replace it with --force."
    )
    assert Path("article.md").read_text() == theirs
    assert export(stored, "article.md", "--force").code == 0
    assert Path("article.md").read_text().startswith("# Council\n")


def test_an_export_changed_by_hand_is_replaced_only_by_force(stored: UserHome) -> None:
    assert export(stored, "article.md").code == 0
    changed = Path("article.md").read_text().replace("rises", "rises, they say")
    Path("article.md").write_text(changed)
    result = export(stored, "article.md")
    assert (result.code, result.sentence) == (
        1,
        "article.md was changed since this program wrote it; "
        "name another file, or replace it with --force.",
    )
    assert Path("article.md").read_text() == changed
    assert export(stored, "article.md", "--force").code == 0
    assert Path("article.md").read_text() == sign(ARTICLE, what=OURS)


NO_COMMENT = ["notes.csv", "notes.srt", "notes.txt", "notes.otr"]
WITH_COMMENT = ["notes.html", "notes.vtt"]


@pytest.mark.parametrize("name", [*NO_COMMENT, *WITH_COMMENT])
def test_an_export_of_any_format_is_replaced_only_while_unchanged(
    stored: UserHome, name: str
) -> None:
    assert export(stored, name).code == 0
    first = Path(name).read_bytes()
    stored.keep("Council", [note_at(3, "and one more")])
    assert export(stored, name).code == 0
    second = Path(name).read_bytes()
    assert b"and one more" in second
    assert b"and one more" not in first
    changed = second.replace(b"one more", b"one more, they say")
    Path(name).write_bytes(changed)
    result = export(stored, name)
    assert result.code == 1
    assert result.sentence.startswith(f"{name} was changed since this program wrote it; ")
    assert Path(name).read_bytes() == changed
    assert export(stored, name, "--force").code == 0
    assert Path(name).read_bytes() == second


@pytest.mark.parametrize("name", NO_COMMENT)
def test_formats_without_comments_do_not_replace_a_foreign_file(
    stored: UserHome, name: str
) -> None:
    Path(name).write_text("mine\n")
    result = export(stored, name)
    assert result.sentence.startswith(
        f"{name} is there already and was not written by this program"
    )
    assert Path(name).read_text() == "mine\n"


def test_an_export_through_a_symbolic_link_keeps_link_and_permissions(stored: UserHome) -> None:
    (stored.folder / "shared").mkdir()
    Path("article.md").symlink_to("shared/article.md")
    assert export(stored, "article.md").code == 0
    Path("shared/article.md").chmod(0o640)
    stored.keep("Council of the town")
    assert export(stored, "article.md").code == 0
    assert Path("article.md").is_symlink()
    assert Path("shared/article.md").read_text().startswith("# Council of the town\n")
    assert Path("shared/article.md").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["list", "a b.md", 'it\'s "1".md', "日本.md", "y" * 255, "./-"])
def test_an_export_may_have_any_file_name(stored: UserHome, name: str) -> None:
    assert export(stored, name).code == 0
    assert Path(name).read_text().startswith("# Council\n")


def everything(home: UserHome) -> list[Path]:
    return sorted(path for path in home.folder.rglob("*") if "state" not in path.parts)


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("nowhere/article.md", 2, "There is no folder {home}/nowhere; make it, or name another"),
        ("dangling.md", 2, "There is no folder {home}/nowhere; make it, or name another file."),
        ("file/article.md", 2, "There is no folder {home}/file; make it, or name another file."),
        ("folder", 2, "folder is a folder; name a file in it."),
        ("y" * 300, 2, "The name of the file is too long; name a shorter one."),
        ("loop.md", 2, "loop.md is a link that leads back to itself; name another file."),
        ("closed/article.md", 1, "closed/article.md may not be written; make it or its folder"),
        ("protected.md", 1, "protected.md may not be written; make it or its folder writable."),
        ("/dev/full", 1, "The disk that holds /dev/full is full; free some space."),
        ("~nobody-here/a.md", 2, "There is no folder {home}/~nobody-here; make it, or name"),
    ],
)
def test_an_export_that_cannot_be_written_is_reported(
    stored: UserHome, name: str, code: int, message: str
) -> None:
    (stored.folder / "folder").mkdir()
    (stored.folder / "closed").mkdir(mode=0o555)
    (stored.folder / "file").touch()
    (stored.folder / "dangling.md").symlink_to("nowhere/article.md")
    (stored.folder / "loop.md").symlink_to("loop.md")
    (stored.folder / "protected.md").write_text(MARKER)
    (stored.folder / "protected.md").chmod(0o444)
    before = sorted(everything(stored))
    result = stored.process("export", "0001", "-o", name)
    assert (result.code, result.out) == (code, "")
    assert result.sentence.startswith(message.format(home=os.path.realpath(stored.folder)))
    assert sorted(everything(stored)) == before
    assert (stored.folder / "protected.md").read_text() == MARKER


FILL_AND_EXPORT = """
mount -t tmpfs -o size=32k none full && cp article.md full/ && cat /dev/zero > full/rest 2> refused
"$0" -m hearingnotes export 0001 -o full/article.md
echo "code $?"; ls -A full; cat full/article.md
"""


@pytest.mark.skipif(not can_mount(), reason="a disk of one's own needs Linux")
def test_an_export_to_a_full_disk_leaves_the_old_file_and_nothing_else(stored: UserHome) -> None:
    assert export(stored, "article.md").code == 0
    (stored.folder / "full").mkdir()
    stored.keep("Council of the town")
    done = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", FILL_AND_EXPORT, sys.executable],
        env={**stored.environment, "PYTHONPATH": str(ROOT)},
        cwd=stored.folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stderr == (
        "hearingnotes: The disk that holds full/article.md is full; free some space.\n"
    )
    assert done.stdout == f"code 1\narticle.md\nrest\n{sign(ARTICLE, what=OURS)}"


def test_an_export_writes_into_a_pipe_or_device_and_never_replaces_it(stored: UserHome) -> None:
    assert stored.process("export", "0001", "-o", "/dev/stdout").out.startswith("# Council\n")
    assert stored.process("export", "0001", "-o", "/dev/null", "--force").code == 0
    assert not Path("/dev/null").is_file()
