"""Signs that a terminal obeys, in what others wrote: none of them is ever printed."""

import itertools
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hearingnotes.export.registry import all_formats
from hearingnotes.library.library import Library
from tests.cli.conftest import VIDEO_ID, CommandResult, UserHome

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""What a terminal may obey; line breaks alone are meant."""
CONTROLS = [chr(code) for code in (*range(1, 0x20), *range(0x7F, 0xA0))]
BIDI = [*"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"]
TITLE = "\x1b]0;PWNED\x07\x1b[31m"
signs = st.text(st.sampled_from([*CONTROLS, *BIDI, *'ab ."{}[%:']), min_size=1, max_size=8)
numbers = itertools.count()


def check(result: CommandResult, what: object) -> None:
    for printed in (result.out, result.err):
        found = OBEYED.search(printed)
        assert found is None, (what, printed[max(0, found.start() - 80) : found.end() + 20])


def hostile_export(home: UserHome, sign: str) -> Path:
    """A colleague's file in which every text that people write has these signs."""
    ours = home.folder / "ours.db"
    home.keep("Council", ["@chair: levy", "# Item", "> quoted"], path=ours)
    path = home.folder / "council.json"
    assert (
        home.run("--library", str(ours), "export", "council", "-o", str(path), "--force").code == 0
    )
    whole = json.loads(path.read_text(encoding="utf-8"))
    hearing, (recording,) = whole["hearing"], whole["recordings"]
    hearing |= {
        "title": f"Council {sign}",
        "body": f"of {sign}",
        "leads": {f"@{sign}": 2.0},
        "agenda": [f"Item {sign}", "Hours"],
        "roster": {
            "speakers": [
                {"mark": "chair", "name": f"Rosa {sign}", "role": f"Chair {sign}", "key": 1}
            ],
            "abbreviations": {"the": f"THE {sign}\n# fake", f"w{sign}": sign},
        },
    }
    recording |= {"title": f"Meeting {sign}"}
    for note in whole["notes"]:
        note["text"] += f" {sign} #tag {sign}"
    path.write_text(json.dumps(whole), encoding="utf-8")
    return path


def hostile_files(home: UserHome, sign: str) -> None:
    """Settings, a theme, rosters, an agenda, captions: each is one that can be read, or nearly."""
    config = home.settings_path.parent
    home.write_settings(
        tomli_w.dumps(
            {
                "theme": f"n{sign}",
                f"no{sign}": 1,
                "snippet": f"{{{{ {sign}",
                "picture": sign,
                "mirror": f"/tmp/{sign}.md",
                "speakers": {"1": f"@chair{sign}", sign: "x"},
                "keys": {sign: sign, "pause": sign},
                "mpv": {f"o{sign}": sign, "http-proxy": sign},
            }
        )
    )
    themes, rosters = config / "themes", config / "rosters"
    for folder in (themes, rosters):
        folder.mkdir(parents=True, exist_ok=True)
    (themes / "mine.toml").write_text(
        tomli_w.dumps({"title": sign, "dark": True, sign: sign, "colors": {sign: sign}}),
        encoding="utf-8",
    )
    tables: dict[str, Any] = {
        "good": {"speakers": {"clerk": {"name": f"Ben {sign}"}}, "abbreviations": {"nys": sign}},
        "word": {"abbreviations": {f"w{sign}": "x"}},
        "table": {sign: {}},
        "mark": {"speakers": {sign: {"name": "x"}}},
        "field": {"speakers": {"eva": {sign: "x"}}},
        "lead": {"speakers": {"ida": {"lead": sign}}},
        "key": {"speakers": {"ole": {"key": sign}}},
    }
    for name, table in tables.items():
        (rosters / f"{name}.toml").write_text(tomli_w.dumps(table), encoding="utf-8")
        (home.folder / f"{name}.toml").write_text(tomli_w.dumps(table), encoding="utf-8")
    (home.folder / "raw.toml").write_text(f'[speakers]\n"{sign}', encoding="utf-8")
    (home.folder / "roster.csv").write_text(f"mark,name\n{sign},{sign}\n", encoding="utf-8")
    (home.folder / "columns.csv").write_text(f"mark,{sign}\nx,{sign}\n", encoding="utf-8")
    (home.folder / "agenda.md").write_text(f"- Item {sign}\n- Hours\n", encoding="utf-8")
    cue = f"1\n00:00:10,000 --> 00:00:12,000\n{sign} x {sign}\n"
    (home.folder / "cues.srt").write_text(cue, encoding="utf-8")
    (home.folder / "own.jinja").write_text(f"{{{{ {sign} }}}}", encoding="utf-8")


def commands(home: UserHome) -> list[tuple[str, ...]]:
    """What reads any of it."""
    reading: list[tuple[str, ...]] = [
        *(("list",), ("list", "--json"), ("config",), ("themes",), ("doctor",)),
        *(("show", "council"), ("show", "council", "--json"), ("changes", "council")),
        *(("changes", "council", "--json"), ("search", "levy"), ("search", "levy", "--json")),
        *(("lead", "council"), ("lead", "council", "--json"), ("agenda", "council")),
        *(("agenda", "council", "--json"), ("anchor", "council", "--list")),
        *(("recording", "list", "council"), ("roster", "show", "council"), ("roster", "show")),
        ("export", "council", "--template", "own.jinja"),
        *(("export", "council", "--style", name) for name in all_formats()),
        ("draft", "new", "council", "--headline", f"Levy {TITLE}"),
        *(("draft", "list"), ("draft", "show", "levy")),
    ]
    changing: list[tuple[str, ...]] = [
        *(
            ("roster", "import", f"{name}.toml", "--hearing", "council")
            for name in ("good", "word", "table", "mark", "field", "lead", "key", "raw")
        ),
        *(
            ("roster", "import", name, "--hearing", "council")
            for name in ("roster.csv", "columns.csv")
        ),
        ("agenda", "council", "agenda.md"),
        ("import", "cues.srt", "--recording", f"https://youtu.be/{VIDEO_ID}"),
        *(("rename", "council", "Council"), ("remove", "council", "--yes"), ("restore", "council")),
    ]
    return [*reading, *changing, *reading]


def play(folder: Path, sign: str) -> None:
    home = UserHome(folder)
    path = hostile_export(home, sign)
    for more in (["--dry-run"], [], []):
        check(home.run("import", str(path), *more), more)
    hostile_files(home, sign)
    for words in commands(home):
        check(home.run(*words), words)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(TITLE)
@example("\x9b31m\x9d0;PWNED\x9c")
@example("\u202eevil\u2066\u2028")
@given(signs)
def test_commands_print_no_control_characters_of_foreign_texts(
    monkeypatch: pytest.MonkeyPatch, sign: str
) -> None:
    with tempfile.TemporaryDirectory() as folder, monkeypatch.context() as here:
        here.chdir(folder)
        play(Path(folder), sign)


def test_imported_rosters_and_agendas_have_no_control_characters(home: UserHome) -> None:
    check(home.run("import", str(hostile_export(home, TITLE))), "import")
    with Library(home.library_path) as library:
        ((stored),) = library.hearings.all()
    hearing = stored.hearing
    (chair,) = hearing.roster.speakers
    assert (chair.name, chair.role) == ("Rosa ]0;PWNED[31m", "Chair ]0;PWNED[31m")
    assert hearing.roster.abbreviations == {
        "the": "THE ]0;PWNED[31m # fake",
        "w]0;pwned[31m": "]0;PWNED[31m",
    }
    assert hearing.agenda == ("Item ]0;PWNED[31m", "Hours")


def test_import_reports_what_changes_typing(home: UserHome) -> None:
    home.keep("Council", ["levy"])
    path = home.folder / "council.json"
    home.run("export", "council", "-o", str(path))
    whole = json.loads(path.read_text(encoding="utf-8"))
    whole["hearing"]["roster"] = {
        "speakers": [{"mark": "chair", "key": 1}, {"mark": "clerk"}],
        "abbreviations": {"nysd": "Department"},
    }
    path.write_text(json.dumps(whole), encoding="utf-8")
    message = "1 abbreviation and 2 speakers came in.\n"
    ben = ("--library", str(home.folder / "ben.db"))
    assert home.run(*ben, "import", str(path)).out.endswith(f"“Council” (0001). {message}")
    assert home.run("import", str(path), "--dry-run").out.endswith(
        "“Council” (0001). 1 abbreviation and 2 speakers would come in.\n"
    )
    assert home.run("import", str(path)).out.endswith(f"“Council” (0001). {message}")
    assert home.run("import", str(path)).out.endswith("“Council” (0001).\n")


def test_a_number_of_thousands_of_digits_costs_its_own_roster_alone(home: UserHome) -> None:
    rosters = home.settings_path.parent / "rosters"
    rosters.mkdir(parents=True)
    (rosters / "huge.toml").write_text(f"[speakers.chair]\nkey = {'9' * 5000}\n")
    (rosters / "deep.toml").write_text(f"x = {'[' * 5000}{']' * 5000}\n")
    (rosters / "good.toml").write_text('[speakers.clerk]\nname = "Ben Ito"\n')
    result = home.run("roster", "show")
    assert (result.code, result.out) == (0, '[speakers.clerk]\nname = "Ben Ito"\n')
    assert [line.rpartition("/")[2] for line in result.err.splitlines()] == [
        "deep.toml: it is TOML of a size that can't be read; shorten it. For now it is left out.",
        "huge.toml: it is TOML of a size that can't be read; shorten it. For now it is left out.",
    ]


@pytest.mark.parametrize("text", [f"x = {'9' * 5000}", f"x = {'[' * 5000}{']' * 5000}"])
def test_saved_choices_are_ignored_where_their_file_cannot_be_read(
    home: UserHome, text: str
) -> None:
    home.remembered_path.parent.mkdir(parents=True)
    home.remembered_path.write_text(text)
    assert home.run("themes").code == 0
