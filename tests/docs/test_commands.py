"""Every command of every page runs, and does what the page says."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from hearingnotes import demo
from hearingnotes.cli.main import cli
from hearingnotes.demo.scenes import SCENES
from hearingnotes.library.library import Library
from hearingnotes.services.open_hearing import open_reference
from tests.docs.pages import PAGES, Page, block_with, commands_of, page_named, words_of
from tests.docs.reader import STARRED, VIDEO, Reader
from tests.media.origin import Origin
from tests.media_files import make_tone

ADDRESS = r"http://127\.0\.0\.1:\d+/[\w-]+/\s"
COMMANDS = cli.list_commands(cli.make_context("", []))
FOLLOWED = [page for page in PAGES if page.commands]


@pytest.fixture
def youtube(origin: Origin) -> Origin:
    """Has the broadcast of the examples: it is over, and was cut."""
    assert origin.media is not None
    make_tone(origin.media / "sound.m4a", 60)
    sound = {"format_id": "140", "acodec": "aac", "vcodec": "none", "url": "/media/sound.m4a"}
    origin.video(VIDEO, formats=[sound], live_status="was_live", duration=3550)
    return origin


@pytest.fixture
def reader(tmp_path: Path, youtube: Origin) -> Reader:
    """Somebody who has run nothing yet."""
    return Reader(tmp_path, youtube)


# --- from top to bottom ---


@pytest.mark.parametrize("page", FOLLOWED, ids=repr)
def test_a_page_can_be_followed_from_top_to_bottom(page: Page, reader: Reader) -> None:
    for step in _steps(page):
        words = words_of(step)
        if _opens_the_screen(words):
            reader.see(step, "Watching", words[-1] if words[0] == "room" else "playing")
        elif words[:1] == ["serve"]:
            reader.stop(step, ADDRESS)
        else:
            reader.run(step)


def _steps(page: Page) -> Iterator[str]:
    """Lines of a block that only print are one script; a line that needs a terminal is alone."""
    for block in page.scripts:
        printing: list[str] = []
        for line in block.lines:
            words = words_of(line)
            if _opens_the_screen(words) or words[:1] == ["serve"]:
                yield from ["\n".join(printing)] if printing else []
                yield line
                printing = []
            else:
                printing.append(line)
        yield from ["\n".join(printing)] if printing else []


def _opens_the_screen(words: list[str]) -> bool:
    if not words or "--hands-free" in words:
        return False
    return words[0] in {"demo", "open", "room"} or words[0] not in COMMANDS


def test_the_pages_have_commands_of_every_kind() -> None:
    called = {words[0] for page in PAGES for line in page.commands if (words := words_of(line))}
    assert called >= set(COMMANDS) - WITHOUT_AN_EXAMPLE
    assert any("://" in name for name in called)


WITHOUT_AN_EXAMPLE = {"open", "remove", "restore"}
"""Named in running text, with a word in capitals for what is to be put in."""


# --- what they do ---


@pytest.mark.parametrize(
    "line", [line for page in PAGES for line in page.commands if "youtube.com/watch" in line]
)
def test_links_to_open_are_understood(line: str, tmp_path: Path) -> None:
    (url,) = [word for word in words_of(line) if "://" in word]
    with Library(tmp_path / "library.db") as library:
        opening = open_reference(library, url)
    assert opening.link is not None
    assert opening.link.platform == "youtube"


@pytest.mark.parametrize("line", sorted({*commands_of("reconcile")}))
def test_reconcile_in_the_docs_reports_that_the_video_is_shorter(line: str, reader: Reader) -> None:
    assert "the last note lies at 1:06:40, 7:30 beyond" in reader.run(line)


def test_an_anchor_moves_all_notes_and_is_taken_back(reader: Reader) -> None:
    lines = block_with("hearingnotes anchor", in_page="live-hearings").lines
    shown, tried, anchored, listed, removed = map(reader.run, lines)
    assert "1      47:55  ±1s stream time  @chair opens the item" in shown
    assert "3 notes move by −6:50" in anchored
    assert tried == f"Only tried, nothing is changed. {anchored}"
    assert "41:05 of https://youtu.be/4LBmWqYuuDY" in listed
    assert "3 notes move by +6:50" in removed


def test_recordings_and_leads_change_links(reader: Reader) -> None:
    leads, recordings = block_with("hearingnotes lead"), page_named("recordings").scripts[0]
    assert "Links of notes with @chair go back 5 seconds." in reader.run(leads.text)
    seconds = re.findall(r"vimeo\.com/76979871#t=(\d+)", reader.run(recordings.text))
    assert list(map(int, seconds)) == [2875 - 95 - 5, 2940 - 95 - 3, 4000 - 95 - 3]


def test_an_anchor_places_the_notes_of_a_room(reader: Reader) -> None:
    adding, anchoring, exporting = page_named("in-the-room").scripts[1:]
    reader.run(adding.text)
    reader.run(anchoring.text)
    reader.run(exporting.text)
    minutes = (reader.home / "minutes.md").read_text("utf-8")
    assert re.findall(r"vimeo\.com/76979871#t=(\d+)", minutes) == ["750", "810"]
    assert "10:01:00" in minutes


def test_a_start_gives_minutes_the_time_of_day(reader: Reader) -> None:
    (start,) = [line for line in commands_of("recording") if "--at" in line and ":00" in line]
    reader.run(start)
    assert "10:47:55" in reader.run('hearingnotes export "budget hearing" --format minutes')


def test_an_article_leads_into_the_recording_asked_for(reader: Reader) -> None:
    reader.run(page_named("articles").scripts[-1].text)
    article = (reader.home / "levy.md").read_text("utf-8")
    assert re.findall(r"vimeo\.com/76979871#t=(\d+)", article) == [str(4000 - 95)]


@pytest.mark.parametrize(
    "line", [line for line in commands_of("export") if "library hours" in line]
)
def test_exports_have_every_note_and_its_second(line: str, reader: Reader) -> None:
    shown = reader.run(line)
    if "--output" in line:
        shown = (reader.home / shlex.split(line)[-1]).read_text("utf-8")
    expected = [SCENES[STARRED]] if "--template" in line else SCENES
    assert re.findall(r"#t=(\d+)", shown) == [str(int(scene.second_s)) for scene in expected]
    assert shown.startswith(f"# {demo.HEARING_TITLE}\n")


def test_the_shell_completes_commands_and_handles(reader: Reader) -> None:
    (line,) = [line for page in PAGES for line in page.commands if "_COMPLETE" in line]
    reader.run(line.replace("~/.bashrc", "completion.sh"))
    assert _completed("exp", reader) == ["export"]
    handle = reader.run("hearingnotes list").split()[0]
    assert handle in _completed(handle[:2], reader)
    assert handle in _completed(f"show {handle[:2]}", reader)


def _completed(typed: str, reader: Reader) -> list[str]:
    """What bash offers when Tab is pressed behind `hearingnotes` and what is typed so far."""
    script = f"""
        compopt() {{ :; }}  # works only where somebody really presses Tab
        source completion.sh
        COMP_WORDS=(hearingnotes {typed})
        COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        _hearingnotes_completion hearingnotes
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    return reader.run(script).split()
