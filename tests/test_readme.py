"""The README is true: its commands run, its tables are those of the program."""

import importlib.util
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pexpect
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hearingnotes import demo
from hearingnotes.cli.main import cli
from hearingnotes.config import paths
from hearingnotes.config.rosters import read_roster
from hearingnotes.config.settings import Settings, read_settings
from hearingnotes.config.themes import load_themes
from hearingnotes.demo.scenes import SCENES
from hearingnotes.export.document import HearingDocument, NoteEntry, RenderOptions, render_note
from hearingnotes.export.registry import all_formats
from hearingnotes.export.stills import StillStore
from hearingnotes.export.templates import write_snippet
from hearingnotes.ids import new_id
from hearingnotes.library.library import Library
from hearingnotes.model.evidence import Rung
from hearingnotes.model.hearing import Hearing, LiveStatus, Recording
from hearingnotes.model.labels import rung
from hearingnotes.model.links import LinkStyle, write_link
from hearingnotes.model.live import LiveEvidence
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Place, Timeline
from hearingnotes.services.open_hearing import open_reference
from hearingnotes.ui.action import ANY, WATCHING, WRITING, Action, Mode
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.keymap import Keymap
from tests.e2e.terminal import Terminal, end_by_force, environment_for
from tests.media.origin import Origin
from tests.media_files import make_tone

ROOT = Path(__file__).parents[1]
PAGE = MarkdownIt("commonmark").enable("table").parse((ROOT / "README.md").read_text("utf-8"))
STARRED = 2
BROADCAST = {2875.0: "@chair opens the item", 2940.0: "the levy is read", 4000.0: "it is adopted"}
OPTIONS_OF_OTHERS = {"--user", "--upgrade"}  # of pip
Table = list[list[str]]


@dataclass(frozen=True)
class Block:
    """A fenced block: its language and its text."""

    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def _blocks(language: str) -> list[Block]:
    return [Block(t.info, t.content) for t in PAGE if t.type == "fence" and t.info == language]


def _inline(kind: str) -> list[Token]:
    return [part for token in PAGE for part in token.children or () if part.type == kind]


def _tables() -> dict[str, Table]:
    """For the first cell of its head, each table's other rows as the markdown of their cells."""
    tables: list[Table] = []
    for place, token in enumerate(PAGE):
        if token.type == "table_open":
            tables.append([])
        elif token.type == "tr_open":
            tables[-1].append([])
        elif token.type in {"th_open", "td_open"}:
            tables[-1][-1].append(PAGE[place + 1].content)
    return {table[0][0]: table[1:] for table in tables}


SET_UP = [block for block in _blocks("sh") if "apt-get" in block.text]
SCRIPTS = [block for block in _blocks("sh") if block not in SET_UP]
TABLES = _tables()


# --- the two lines for a fresh machine ---


def test_there_are_two_lines_for_a_fresh_machine_one_plays_and_one_tests() -> None:
    playing, testing = (block.lines for block in SET_UP)
    assert len(playing) == len(testing) == 1
    assert playing[0].endswith("/bin/hearingnotes demo")
    assert "/bin/pytest -n 3 --dist loadfile" in testing[0]


@pytest.mark.parametrize("shell", ["bash", "sh"])
@pytest.mark.parametrize("block", SET_UP, ids=["play", "test"])
def test_shells_can_read_them(shell: str, block: Block) -> None:
    subprocess.run([shell, "-n", "-c", block.text], check=True)


def test_the_checks_on_every_commit_are_that_very_line() -> None:
    shown = subprocess.run(
        [ROOT / ".ci" / "run", "--show"], capture_output=True, text=True, check=True
    )
    assert shown.stdout == SET_UP[1].text


DYING = """\
import os
import signal

import pytest


@pytest.fixture
def end():
    yield
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_ends_its_process(end):
    pass
"""


def test_a_test_that_ends_its_process_fails_the_run(tmp_path: Path) -> None:
    """And nobody waits for what it would have done after that."""
    _, options = SET_UP[1].text.split("/bin/pytest ")
    (tmp_path / "test_dying.py").write_text(DYING)
    for number in range(6):
        (tmp_path / f"test_{number}.py").write_text("def test_well():\n    pass\n")
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", *shlex.split(options)],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert ran.returncode == 1, ran.stdout
    assert "crashed while running 'test_dying.py::test_what_ends_its_process'" in ran.stdout


# --- all other commands ---


def _opens_the_screen(line: str) -> bool:
    words = shlex.split(line)
    if words[0] != "hearingnotes" or "--hands-free" in words:
        return False
    return words[1] in {"demo", "open", "room"} or words[1] not in cli.list_commands(
        cli.make_context("", [])
    )


def _is_link(line: str) -> bool:
    return "https://" in line


SCREEN_LINES = [line for block in SCRIPTS for line in block.lines if _opens_the_screen(line)]
ROOMS = [line for line in SCREEN_LINES if shlex.split(line)[1] == "room"]
PLAYED = [line for line in SCREEN_LINES if not _is_link(line) and line not in ROOMS]
LINKED = [line for line in SCREEN_LINES if _is_link(line)]
ASKING = [line for b in SCRIPTS for line in b.lines if line.startswith("hearingnotes reconcile")]
SERVING = [line for b in SCRIPTS for line in b.lines if line.startswith("hearingnotes serve")]
OTHERS = [
    Block("sh", "\n".join(lines))
    for block in SCRIPTS
    if (lines := [line for line in block.lines if line not in {*SCREEN_LINES, *ASKING, *SERVING}])
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a reader who runs everything on the page."""
    return _furnished(tmp_path_factory.mktemp("home"))


@pytest.fixture
def new_home(tmp_path: Path) -> Path:
    """The home of a reader who has run nothing yet."""
    return _furnished(tmp_path)


def _furnished(home: Path) -> Path:
    """The command is on the PATH, the demo and a broadcast have notes, a recording lies there."""
    program = home / "bin" / "hearingnotes"
    program.parent.mkdir()
    program.write_text(f"#!{sys.executable}\nfrom hearingnotes.cli.main import main\n\nmain()\n")
    program.chmod(0o755)
    library_path = home / ".local" / "share" / "hearingnotes" / "demo.db"
    _take_the_demo_notes(library_path)
    _take_notes_of_a_broadcast(library_path)
    make_tone(home / "hearing.mp4", 60)
    roster, _ = _blocks("toml")
    (home / "roster.toml").write_text(roster.text, encoding="utf-8")
    (home / "agenda.md").write_text("# Agenda\n\n- Item 1: Resolution 41\n- Adjournment\n")
    (template,) = _blocks("jinja")
    (home / "stars.md.jinja").write_text(template.text, encoding="utf-8")
    return home


def _take_the_demo_notes(library_path: Path) -> None:
    with Library(library_path) as library:
        opening = open_reference(library, str(demo.audio_path()))
        hearing = replace(
            opening.hearing,
            title=demo.HEARING_TITLE,
            body=demo.HEARING_BODY,
            date=demo.HEARING_DATE,
        )
        library.hearings.save(hearing, opening.recordings)
        for number, scene in enumerate(SCENES):
            moment = Moment(datetime.now(UTC), opening.recordings[0].id, scene.second_s, 0.0, 0.04)
            is_starred = number == STARRED
            library.notes.add(
                Note(new_id(), hearing.id, moment, text=scene.note, starred=is_starred)
            )


def _take_notes_of_a_broadcast(library_path: Path) -> None:
    began_utc = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
    hearing = Hearing(new_id(), "Budget hearing", began_utc)
    key = "4LBmWqYuuDY"
    recording = Recording(new_id(), hearing.id, "youtube", key, f"https://youtu.be/{key}")
    live = LiveEvidence(
        2820.0, began_utc + timedelta(seconds=2820), first_sq=564, segment_s=5.0,
        release_utc=began_utc,
    )  # fmt: skip
    with Library(library_path) as library:
        library.hearings.save(hearing, [replace(recording, live_status=LiveStatus.LIVE)])
        for second_s, text in BROADCAST.items():
            heard_utc = began_utc + timedelta(seconds=second_s)
            moment = Moment(heard_utc, recording.id, second_s, 2820.0, 0.04, live=live)
            library.notes.add(Note(new_id(), hearing.id, moment, text))


def _environment(home: Path) -> dict[str, str]:
    usual = {
        "XDG_DATA_HOME": str(home / ".local" / "share"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_STATE_HOME": str(home / ".local" / "state"),
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    return environment_for(home, usual)


def _exports(before: str = "") -> list[str]:
    """What the page exports, up to a line of it."""
    lines = [line for block in SCRIPTS for line in block.lines]
    until = lines.index(before) if before else None
    return [line for line in lines[:until] if line.startswith("export ")]


def _run(script: str, home: Path, more: Mapping[str, str] | None = None) -> str:
    """What a script prints, run with all that the page exports."""
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join([*_exports(), script])],
        env={**_environment(home), **(more or {})}, cwd=home, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_page_has_commands_of_every_kind() -> None:
    assert PLAYED
    assert LINKED
    assert {shlex.split(line)[1] for block in OTHERS for line in block.lines if line[0] == "h"} >= {
        *("anchor", "config", "doctor", "export", "import", "lead", "list", "recording", "search"),
        *("show", "themes"),
    }
    assert (len(ROOMS), len(ASKING), len(SERVING)) == (1, 1, 1)


@pytest.mark.parametrize("block", OTHERS, ids=lambda block: block.lines[-1])
def test_commands_run(block: Block, home: Path) -> None:
    _run(block.text, home)


@pytest.mark.parametrize("line", PLAYED)
def test_commands_that_play_show_the_screen(line: str, home: Path) -> None:
    _show(line, home, "playing")


@pytest.mark.parametrize("line", ROOMS)
def test_a_room_shows_the_screen(line: str, home: Path) -> None:
    _show(line, home, shlex.split(line)[-1])


def _show(line: str, home: Path, awaited: str) -> None:
    script = "\n".join([*_exports(before=line), line])
    child = pexpect.spawn(
        "bash", ["-c", script], env=_environment(home), cwd=str(home), dimensions=(30, 100)
    )
    terminal = Terminal(child, 100, 30)
    try:
        terminal.wait_for(awaited, "Watching")
        terminal.press("q")
        assert terminal.end() == 0
    finally:
        end_by_force(child)


@pytest.mark.parametrize("line", SERVING)
def test_commands_that_serve_tell_an_address(line: str, home: Path) -> None:
    script = "\n".join([*_exports(before=line), line])
    child = pexpect.spawn("bash", ["-c", script], env=_environment(home), cwd=str(home))
    try:
        child.expect(r"http://127\.0\.0\.1:\d+/[\w-]+/\s")
        child.sendintr()
        child.expect(pexpect.EOF)
    finally:
        end_by_force(child)
    assert child.exitstatus == 0


@pytest.mark.parametrize("line", LINKED)
def test_links_to_open_are_understood(line: str, tmp_path: Path) -> None:
    with Library(tmp_path / "library.db") as library:
        opening = open_reference(library, shlex.split(line)[-1])
    assert opening.link is not None
    assert opening.link.platform == "youtube"


@pytest.mark.parametrize("line", ASKING)
def test_commands_that_ask_a_platform_are_answered(
    line: str, new_home: Path, origin: Origin
) -> None:
    sound = {"format_id": "140", "acodec": "aac", "vcodec": "none", "url": "/media/sound.m4a"}
    origin.video("4LBmWqYuuDY", formats=[sound], live_status="was_live", duration=3550)
    assert "the last note lies at 1:06:40, 7:30 beyond" in _run(
        line, new_home, origin.environment()
    )


@pytest.mark.parametrize("block", [b for b in OTHERS if "hearingnotes anchor" in b.text])
def test_an_anchor_moves_all_notes_and_is_taken_back(block: Block, new_home: Path) -> None:
    shown, tried, anchored, listed, removed = (_run(line, new_home) for line in block.lines)
    assert "1      47:55  ±1s stream time  @chair opens the item" in shown
    assert "3 notes move by −6:50" in anchored
    assert tried == f"Only tried, nothing is changed. {anchored}"
    assert "41:05 of https://youtu.be/4LBmWqYuuDY" in listed
    assert "3 notes move by +6:50" in removed


def test_recordings_and_leads_change_links(new_home: Path) -> None:
    (leads,) = [block for block in OTHERS if "hearingnotes lead" in block.text]
    (recordings,) = [block for block in OTHERS if "recording add" in block.text]
    assert "Links of notes with @chair go back 5 seconds." in _run(leads.text, new_home)
    seconds = re.findall(r"vimeo\.com/76979871#t=(\d+)", _run(recordings.text, new_home))
    assert list(map(int, seconds)) == [2875 - 95 - 5, 2940 - 95 - 3, 4000 - 95 - 3]


@pytest.mark.parametrize(
    "command",
    [line for b in OTHERS for line in b.lines if " export " in line and "library hours" in line],
)
def test_exports_have_every_note_and_its_second(command: str, home: Path) -> None:
    shown = _run(command, home)
    if "--output" in command:
        shown = (home / shlex.split(command)[-1]).read_text("utf-8")
    expected = [SCENES[STARRED]] if "--template" in command else SCENES
    assert re.findall(r"#t=(\d+)", shown) == [str(int(scene.second_s)) for scene in expected]
    assert shown.startswith(f"# {demo.HEARING_TITLE}\n")


def test_the_shell_completes_commands_and_handles(home: Path) -> None:
    (line,) = [line for block in SCRIPTS for line in block.lines if "_COMPLETE" in line]
    _run(line.replace("~/.bashrc", "completion.sh"), home)
    assert _completed("exp", home) == ["export"]
    handle = _run("hearingnotes list", home).split()[0]
    assert handle in _completed(handle[:2], home)
    assert handle in _completed(f"show {handle[:2]}", home)


def _completed(typed: str, home: Path) -> list[str]:
    """What bash offers when Tab is pressed behind `hearingnotes` and what is typed so far."""
    script = f"""
        compopt() {{ :; }}  # works only where somebody really presses Tab
        source completion.sh
        COMP_WORDS=(hearingnotes {typed})
        COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        _hearingnotes_completion hearingnotes
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    return _run(script, home).split()


# --- what is said in passing ---


@pytest.mark.parametrize(
    "option",
    sorted({o for t in _inline("code_inline") for o in re.findall(r"(?<!\S)--[a-z-]+", t.content)}),
)
def test_options_exist(option: str) -> None:
    context = cli.make_context("hearingnotes", ["list"])
    commands = [cli, *(cli.get_command(context, name) for name in cli.list_commands(context))]
    commands += [of for group in commands[1:] for of in getattr(group, "commands", {}).values()]
    known = {name for command in commands if command for p in command.params for name in p.opts}
    assert option in known | OPTIONS_OF_OTHERS


def test_modules_to_run_exist() -> None:
    modules = re.findall(r"python -m (tests[\w.]+)", " ".join(row[0] for row in TABLES["command"]))
    assert len(modules) == len(TABLES["command"])
    assert all(importlib.util.find_spec(module) for module in modules)


def test_everything_linked_to_is_there() -> None:
    targets = [str(t.attrs["href"]) for t in _inline("link_open")]
    targets += [str(t.attrs["src"]) for t in _inline("image")]
    near = [target for target in targets if "://" not in target]
    assert len(near) == 4
    assert all((ROOT / target).is_file() for target in near)


@pytest.mark.parametrize("name", ["writing", "watching"])
def test_pictures_show_the_program_as_it_is(name: str) -> None:
    picture = (ROOT / "docs" / f"{name}.svg").read_text("utf-8").replace("&#160;", " ")
    state = Mode(name)
    words = [action.footer for action in ACTIONS if state in action.states and action.rank < 6]
    assert all(word in picture for word in words if word)
    assert all(scene.note[:40] in picture for scene in SCENES)
    assert all(mark in picture for mark in "★✓" if state is Mode.WATCHING)
    assert "https://cdn" not in picture


def test_the_roster_is_taken(tmp_path: Path) -> None:
    (roster_block,) = [block for block in _blocks("toml") if "[abbreviations]" in block.text]
    (tmp_path / "roster.toml").write_text(roster_block.text, encoding="utf-8")
    roster = read_roster(tmp_path / "roster.toml")
    assert {speaker.key for speaker in roster.speakers} == {1, 2}
    assert roster.abbreviations


def test_the_snippet_is_a_template() -> None:
    (snippet,) = [t.content for t in _inline("code_inline") if t.content.startswith("snippet =")]
    settings = tomllib.loads(snippet)
    at = datetime(2026, 1, 16, tzinfo=UTC)
    recording = Recording("R", "H", "youtube", "4LBmWqYuuDY", "")
    note = Note("N", "H", Moment(at, "R", 7.0, 0.0, 0.04), "said #tag")
    snapshot = HearingSnapshot(Hearing("H", "", at), Timeline([recording]), (note,))
    entry = render_note(note, snapshot, RenderOptions())
    written = write_snippet(settings["snippet"], "settings", entry=entry)
    assert written == "said (0:07, https://youtu.be/4LBmWqYuuDY&t=7)"


def test_the_settings_are_taken(tmp_path: Path) -> None:
    (block,) = [block for block in _blocks("toml") if "theme" in block.text]
    path = tmp_path / "settings.toml"
    path.write_text(block.text, encoding="utf-8")
    settings, problems = read_settings(path)
    assert problems == []
    assert Keymap(ACTIONS, settings.keys).problems == []
    assert settings.theme in load_themes(None)[0]
    assert settings.theme != Settings().theme
    assert {"1", "2"} == settings.speakers.keys()


def test_the_styles_are_named() -> None:
    named = {token.content for token in _inline("code_inline")}
    assert set(all_formats()) <= named


# --- the tables ---


def test_link_styles() -> None:
    written = {
        f"`{style}`": f"`{write_link('youtube', '4LBmWqYuuDY', 6957.9, style, None)}`"
        for style in LinkStyle
    }
    assert {row[0]: row[1] for row in TABLES["`link_style`"]} == written


def test_ways_to_find_a_second() -> None:
    found = [Place("R", 0.0, 1.0, kind) for kind in Rung]
    words = [*map(rung, found), rung(replace(found[0], by_anchor=True))]
    assert [row[0].strip("`") for row in TABLES["how"]] == [word for word in words if word]


def test_forms() -> None:
    written = [
        [f"`{form.name}`", ", ".join(f"`{ending}`" for ending in form.endings)]
        for form in all_formats().values()
    ]
    assert [row[:2] for row in TABLES["form"]] == written


def test_template_fields() -> None:
    told = re.findall(r"`((?:story|entry)\.\w+)`", " ".join(row[0] for row in TABLES["field"]))
    assert sorted(told) == sorted(
        [f"story.{field.name}" for field in fields(HearingDocument)]
        + [f"entry.{field.name}" for field in fields(NoteEntry)]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the table is that of Linux")
def test_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    told = {Path(row[0].strip("`")).expanduser() for row in TABLES["on Linux"]}
    assert told == {
        paths.library_path(),
        StillStore(paths.library_path()).folder,
        paths.library_path().with_name("demo.db"),
        paths.settings_path(),
        paths.themes_path(),
        paths.rosters_path(),
        paths.written_path(),
        paths.remembered_path(),
        paths.log_path(),
    }


def _told_actions(table: Table) -> Iterator[tuple[frozenset[str], str]]:
    """Keys and what they do. Several actions share a row, with dots between them."""
    for keys, titles in table:
        for key, title in zip(keys.split(" · "), titles.split(" · "), strict=True):
            if key == "`1`–`9`":
                yield from ((frozenset(n), title.replace("1–9", n)) for n in "123456789")
            else:
                yield frozenset(re.findall("`([^`]+)`", key)), title


@pytest.mark.parametrize(
    ("head", "states"),
    [
        ("While watching", (WATCHING,)),
        ("While writing", (WRITING, ANY)),
        ("Writing an article", ((Mode.CHOOSING, Mode.ARRANGING),)),
        ("On the side of the notes", ((Mode.CHOOSING,),)),
        ("On the side of the article", ((Mode.ARRANGING,),)),
    ],
)
def test_keys(head: str, states: tuple[tuple[Mode, ...], ...]) -> None:
    def told(action: Action) -> tuple[frozenset[str], str]:
        return frozenset(map(shown_key, action.keys)), action.title

    known = [told(action) for action in ACTIONS if action.states in states]
    assert sorted(map(str, _told_actions(TABLES[head]))) == sorted(map(str, known))
