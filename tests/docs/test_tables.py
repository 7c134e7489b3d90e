"""The tables of the pages, and what is said in passing, are those of the program."""

import importlib.util
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

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
from hearingnotes.importers.registry import all_importers
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.labels import rung
from hearingnotes.model.links import LinkStyle, write_link
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.reading import Rung
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Place, Timeline
from hearingnotes.ui.action import ANY, WATCHING, WRITING, Action, Mode
from hearingnotes.ui.action_table import ACTIONS
from hearingnotes.ui.dialogs.keys import SIGNS
from hearingnotes.ui.key_names import shown_key
from hearingnotes.ui.keymap import Keymap
from tests.docs.pages import FIRST_PAGE, PAGES, ROOT, Block, Table, page_named

OPTIONS_OF_OTHERS = {"--user", "--upgrade"}  # of pip
CODE = [code for page in PAGES for code in page.code]
TOML = [block for page in PAGES for block in page.blocks("toml")]


# --- what is said in passing ---


@pytest.mark.parametrize(
    "option", sorted({o for code in CODE for o in re.findall(r"(?<!\S)--[a-z-]+", code)})
)
def test_options_on_the_pages_exist(option: str) -> None:
    context = cli.make_context("hearingnotes", ["list"])
    commands = [cli, *(cli.get_command(context, name) for name in cli.list_commands(context))]
    commands += [of for group in commands[1:] for of in getattr(group, "commands", {}).values()]
    known = {name for command in commands if command for p in command.params for name in p.opts}
    assert option in known | OPTIONS_OF_OTHERS


def test_modules_to_run_on_the_pages_exist() -> None:
    table = FIRST_PAGE.table("command")
    modules = re.findall(r"python -m (tests[\w.]+)", " ".join(row[0] for row in table))
    assert len(modules) == len(table)
    assert all(importlib.util.find_spec(module) for module in modules)


@pytest.mark.parametrize("name", ["writing", "watching"])
def test_pictures_show_the_program_as_it_is(name: str) -> None:
    picture = (ROOT / "docs" / f"{name}.svg").read_text("utf-8").replace("&#160;", " ")
    state = Mode(name)
    words = [action.footer for action in ACTIONS if state in action.modes and action.rank < 6]
    assert all(word in picture for word in words if word)
    assert all(scene.note[:40] in picture for scene in SCENES)
    assert all(mark in picture for mark in "★✓" if state is Mode.WATCHING)
    assert "https://cdn" not in picture


def _entry(text: str) -> NoteEntry:
    """What templates are given of a note with this text, at second 7 of a video."""
    at = datetime(2026, 1, 16, tzinfo=UTC)
    recording = Recording("R", "H", "youtube", "4LBmWqYuuDY", "")
    note = Note("N", "H", Moment(at, "R", 7.0, 0.0, 0.04), text)
    snapshot = HearingSnapshot(Hearing("H", "", at), Timeline([recording]), (note,))
    return render_note(note, snapshot, RenderOptions())


def test_the_snippet_on_the_page_is_a_template() -> None:
    (snippet,) = [code for code in CODE if code.startswith("snippet =")]
    settings = tomllib.loads(snippet)
    written = write_snippet(settings["snippet"], "settings", entry=_entry("said #tag"))
    assert written == "said (0:07, https://youtu.be/4LBmWqYuuDY&t=7)"


ROSTERS = [block for block in TOML if "[abbreviations]" in block.text]
SETTINGS = [block for block in TOML if block not in ROSTERS]


@pytest.mark.parametrize("block", ROSTERS, ids=lambda block: block.lines[0])
def test_rosters_on_the_pages_are_read(block: Block, tmp_path: Path) -> None:
    (tmp_path / "roster.toml").write_text(block.text, encoding="utf-8")
    roster = read_roster(tmp_path / "roster.toml")
    assert {speaker.key for speaker in roster.speakers} == {1, 2}
    assert roster.abbreviations


@pytest.mark.parametrize("block", SETTINGS, ids=lambda block: block.lines[0])
def test_settings_on_the_pages_are_read(block: Block, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(block.text, encoding="utf-8")
    settings, problems = read_settings(path)
    assert problems == []
    assert settings != Settings()
    assert Keymap(ACTIONS, settings.keys).problems == []
    assert settings.theme in load_themes(None)[0]


def test_speakers_of_the_settings_on_the_page_have_keys(tmp_path: Path) -> None:
    (block,) = page_named("settings").blocks("toml")
    path = tmp_path / "settings.toml"
    path.write_text(block.text, encoding="utf-8")
    assert {"1", "2"} == read_settings(path)[0].speakers.keys()


# --- the tables ---


def test_the_table_of_marks_is_right() -> None:
    section, quote, speaker, tag = (
        _entry(row[0].strip("`")) for row in page_named("marks-and-rosters").table("typed")
    )
    assert (section.kind, section.section) == ("section", "Item 4: Intro 991")
    assert quote.kind == "quote"
    assert speaker.speaker == "chair"
    assert [*tag.tags] == ["budget"]


@pytest.mark.parametrize(
    ("typed", "meaning"), page_named("marks-and-rosters").table("typed behind a quote")
)
def test_the_table_of_speakers_behind_a_quote_is_right(typed: str, meaning: str) -> None:
    quote, *_ = _entry("\n".join(re.findall("`([^`]+)`", typed))).blocks
    assert quote.is_quote
    assert (quote.speaker == "chair") is meaning.startswith("the speaker")
    assert meaning.startswith(("the speaker: ", "a word of the quote: "))


def test_the_table_of_link_styles_is_right() -> None:
    written = [
        [f"`{style}`", f"`{write_link('youtube', '4LBmWqYuuDY', 6957.9, style, None)}`"]
        for style in LinkStyle
    ]
    assert page_named("links").table("`link_style`") == written


def test_the_table_of_ways_to_find_a_second_is_right() -> None:
    found = [Place("R", 0.0, 1.0, kind) for kind in Rung]
    words = [*map(rung, found), rung(Place("R", 0.0, 1.0, Rung.FILE, by_anchor=True))]
    assert [row[0].strip("`") for row in page_named("live-hearings").table("how")] == [
        word for word in words if word
    ]


def test_the_table_of_export_formats_is_right() -> None:
    written = [
        [f"`{form.name}`", ", ".join(f"`{ending}`" for ending in form.endings)]
        for form in all_formats().values()
    ]
    assert [row[:2] for row in page_named("export-and-templates").table("form")] == written


def test_the_table_of_files_to_import_is_right() -> None:
    named = {
        ending
        for row in page_named("importing-and-merging").table("file")
        for ending in re.findall(r"`(\.\w+)`", row[0])
    }
    known = {ending for importer in all_importers().values() for ending in importer.endings}
    assert named <= known
    assert {importer.endings[0] for importer in all_importers().values()} <= named


def test_the_table_of_template_fields_is_right() -> None:
    named = re.findall(
        r"`((?:story|entry)\.\w+)`",
        " ".join(r[0] for r in page_named("export-and-templates").table("field")),
    )
    assert sorted(named) == sorted(
        [f"story.{field.name}" for field in fields(HearingDocument)]
        + [f"entry.{field.name}" for field in fields(NoteEntry)]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the table is that of Linux")
def test_the_table_of_folders_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    folders = {
        Path(row[0].strip("`")).expanduser() for row in page_named("files").table("on Linux")
    }
    assert folders == {
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


def test_the_table_of_signs_in_the_list_is_right() -> None:
    assert [(row[0].strip("`"), row[1]) for row in page_named("keys").table("sign")] == [*SIGNS]


def _actions_in(table: Table) -> Iterator[tuple[frozenset[str], str]]:
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
def test_the_tables_of_keys_are_right(head: str, states: tuple[tuple[Mode, ...], ...]) -> None:
    def row_of(action: Action) -> tuple[frozenset[str], str]:
        return frozenset(map(shown_key, action.keys)), action.title

    known = [row_of(action) for action in ACTIONS if action.modes in states]
    assert sorted(map(str, _actions_in(page_named("keys").table(head)))) == sorted(map(str, known))


@pytest.mark.parametrize(
    ("page", "head", "state"),
    [
        ("taking-notes", "what it does with the chosen note", Mode.WATCHING),
        ("live-hearings", "in the archive pass", Mode.WATCHING),
        ("captions-and-picture", "what it keeps", None),
        ("articles", "on the side of the notes", Mode.CHOOSING),
        ("articles", "on the side of the article", Mode.ARRANGING),
        ("articles", "on either side", Mode.ARRANGING),
        ("articles", "on either side", Mode.CHOOSING),
    ],
)
def test_keys_named_in_the_text_of_the_pages_exist(
    page: str, head: str, state: Mode | None
) -> None:
    (table,) = [table for table in page_named(page).tables if table[0] == ["key", head]]
    known = {
        shown_key(key)
        for action in ACTIONS
        if state is None or state in action.modes
        for key in action.keys
    }
    assert {key for row in table[1:] for key in re.findall("`([^`]+)`", row[0])} <= known
