"""The settings file: what is taken, and how all that is wrong with it is told."""

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.config.settings import Settings, example, read_settings
from hearingnotes.config.toml import line_of_key
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.sanitize import printable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def test_the_default_settings_hold_without_a_file(path: Path) -> None:
    assert read_settings(path) == (Settings(), [])


def test_every_setting_is_read(path: Path) -> None:
    path.write_text(
        'theme = "day"\nlink_style = "watch"\ncapture = "type"\nvolume = 80\nvideo = true\n'
        'blink = true\n[speakers]\n1 = "@chair"\n[keys]\npause = "f4"\n'
        "[mpv]\nmute = true\ncache-secs = 10\nspeed = 1.5\n"
    )
    assert read_settings(path) == (
        Settings(
            theme="day",
            link_style=LinkStyle.WATCH,
            capture="type",
            volume=80.0,
            video=True,
            blink=True,
            speakers={"1": "@chair"},
            keys={"pause": "f4"},
            mpv={"mute": "yes", "cache-secs": "10", "speed": "1.5"},
        ),
        [],
    )


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("theem = 1", 1, "there is no setting theem; did you mean theme?"),
        ("\n\nxyzzy = 1", 3, "there is no setting xyzzy."),
        ("[color]\na = 1", 1, "there is no setting color."),
        ("theme = 1", 1, "theme must be a text in quotes; the default is used."),
        ('link_style = "long"', 1, 'link_style must be one of "house", "share", "watch"; the def'),
        ("capture = []", 1, 'capture must be one of "key", "type"; the default is used.'),
        ("volume = 131", 1, "volume must be a number from 0 to 130; the default is used."),
        ("volume = nan", 1, "volume must be a number from 0 to 130; the default is used."),
        ("volume = true", 1, "volume must be a number from 0 to 130; the default is used."),
        ('video = "yes"', 1, "video must be true or false; the default is used."),
        ("speakers = 1", 1, "speakers must be a table; the default is used."),
        ("[[keys]]\na = 1", 1, "keys must be a table; the default is used."),
        ('\n[speakers]\n1 = "a"\n0 = "b"', 4, "[speakers] 0 is no speaker: the keys of speakers"),
        ("speakers.10 = 'a'", 1, "[speakers] 10 is no speaker"),
        ("# speakers\nspeakers = { 0 = 'a' }", 2, "[speakers] 0 is no speaker"),
        ("[mpv]\n'a b' = []", 2, "[mpv] a b must be a text in quotes, or a number; it is left out"),
        ("theme = night", 1, "“theme = night” is not TOML (Invalid value); mend it"),
        ('a = 1\n\ntheme = "night', 3, '“theme = "night” is not TOML'),
        ("a = 1\na = 2", 2, "“a = 2” is not TOML (Cannot overwrite a value)"),
        ('"\\u001b[31m" = 1', None, "there is no setting [31m."),
    ],
)
def test_a_wrong_setting_is_reported_with_file_line_and_key(
    path: Path, text: str, line: int | None, message: str
) -> None:
    path.write_text(text)
    settings, (problem,) = read_settings(path)
    place = f"{path}, line {line}: " if line else f"{path}: "
    assert problem.startswith(place + message)
    assert problem.endswith(".")
    assert replace(settings, speakers={}) == Settings()


def test_all_wrong_settings_are_reported_at_once_and_the_rest_is_read(path: Path) -> None:
    path.write_text(
        'theme = "day"\nvolume = "loud"\nblink = 1\nhue = 3\n'
        '[speakers]\n1 = "@chair"\n11 = "@clerk"\n[keys]\npause = "f4"\nmark = 3.5\nundo = []\n'
    )
    settings, problems = read_settings(path)
    assert [re.search(r"line (\d+): (\S+)", problem).groups() for problem in problems] == [  # type: ignore[union-attr]
        ("2", "volume"), ("3", "blink"), ("4", "there"), ("7", "[speakers]"), ("11", "[keys]"),
    ]  # fmt: skip
    assert settings == Settings(
        theme="day", speakers={"1": "@chair"}, keys={"pause": "f4", "mark": "3.5"}
    )


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'a = 1\ntheme = "caf\xe9"', ", line 2: it is not written in UTF-8"),
        (b"volume = " + b"1" * 10_000, "holds TOML of a size that can't be read"),
        (b"keys = " + b"[" * 100_000, "holds TOML of a size that can't be read"),
    ],
)
def test_settings_files_that_cannot_be_read_are_reported(
    path: Path, raw: bytes, message: str
) -> None:
    path.write_bytes(raw)
    settings, (problem,) = read_settings(path)
    assert settings == Settings()
    assert message in problem


def test_a_folder_in_place_of_the_settings_file_is_reported(path: Path) -> None:
    path.mkdir()
    assert read_settings(path) == (
        Settings(), [f"{path} can't be read (Is a directory); the defaults are used."],
    )  # fmt: skip


def test_a_settings_file_of_windows_is_read(path: Path) -> None:
    path.write_bytes(b'\xef\xbb\xbftheme = "day"\r\nvolume = "x"\r\n')
    settings, (problem,) = read_settings(path)
    assert settings.theme == "day"
    assert "line 2: volume" in problem


def test_the_example_settings_show_the_defaults_and_can_be_uncommented(path: Path) -> None:
    path.write_text(example())
    assert read_settings(path) == (Settings(), [])
    path.write_text(re.sub(r"^# (?=\w+ = )", "", example(), flags=re.MULTILINE))
    assert set(tomllib.loads(path.read_text())) == {entry.name for entry in fields(Settings)}
    assert read_settings(path) == (Settings(), [])


@given(st.binary(max_size=60))
def test_any_settings_file_gives_settings(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_bytes(raw)
    settings, problems = read_settings(path)
    assert isinstance(settings, Settings)
    assert problems == [printable(problem) for problem in problems]


# --- where a key stands ---

TEXT = """\
# theme = "comment"
"theme" = "night"  # = here
mpv . 'cache secs' = 1

[ keys ]
pause = "space"   # [mpv]
"a.b" = "x"

  [mpv.deep]
x = "[keys]"
"""


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("theme",), 2),
        (("mpv",), 3),
        (("mpv", "cache secs"), 3),
        (("keys",), 5),
        (("keys", "pause"), 6),
        (("keys", "a.b"), 7),
        (("keys", "a"), None),
        (("mpv", "deep"), 9),
        (("mpv", "deep", "x"), 10),
        (("pause",), None),
    ],
)
def test_the_line_of_a_setting_is_found(key: tuple[str, ...], line: int | None) -> None:
    assert line_of_key(TEXT, *key) == line
