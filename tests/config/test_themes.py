"""Shipped themes can be read with tired eyes; a broken file is named, said to be so, left out."""

import os
import shutil
import subprocess
import sys
from itertools import combinations
from math import dist
from pathlib import Path
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hearingnotes
from hearingnotes.config.themes import COLORS, ThemeFile, load_themes

SHIPPED, SHIPPED_PROBLEMS = load_themes(None)
SIGNALS = ("primary", "secondary", "accent", "success", "warning", "error")
GROUNDS = ("background", "surface", "panel")
LEAST_DISTANCE = 13.0
"""What tells most people two colours apart at a glance is 10."""
GOOD = """\
title = "Mine"
dark = true
[colors]
background = "#101010"
surface = "#181818"
panel = "#202020"
foreground = "#F0F0F0"
primary = "#8888ff"
secondary = "#aaaaaa"
accent = "#ffaa00"
success = "#00ff00"
warning = "#ffff00"
error = "#ff8888"
"""


def luminance(color: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio by WCAG 2, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def mix(over: str, under: str, share: float) -> str:
    """What the terminal shows for `over` at `share` upon `under`."""
    pairs = [(int(over[at : at + 2], 16), int(under[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def is_high_contrast(theme: ThemeFile) -> bool:
    return theme.name.startswith("contrast")


def lab(color: str) -> tuple[float, float, float]:
    """Where a colour lies in CIELAB, in which distances are what the eye makes of them."""
    red, green, blue = (luminance(f"#{color[at : at + 2] * 3}") for at in (1, 3, 5))
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    x, y, z = (n ** (1 / 3) if n > 0.008856 else 7.787 * n + 16 / 116 for n in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def mean_distance(one: ThemeFile, other: ThemeFile) -> float:
    return fmean(dist(lab(one.colors[name]), lab(other.colors[name])) for name in COLORS)


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#777777") == 1


def test_shipped_themes_are_valid_and_differ_by_title() -> None:
    assert SHIPPED_PROBLEMS == []
    light = {name for name, theme in SHIPPED.items() if not theme.dark}
    assert len(SHIPPED) >= 9
    assert light == {"contrast-light", "day", "frost", "sepia"}
    assert len({theme.title for theme in SHIPPED.values()}) == len(SHIPPED)


@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_text_of_every_theme_can_be_read(theme: ThemeFile) -> None:
    colors, least = theme.colors, 13 if is_high_contrast(theme) else 7
    found = {ground: contrast(colors["foreground"], colors[ground]) for ground in GROUNDS}
    assert min(found.values()) >= least, found
    muted = contrast(mix(colors["foreground"], colors["background"], 0.7), colors["background"])
    assert muted >= 4.5
    selected = mix(colors["primary"], colors["background"], 0.35)
    assert contrast(colors["foreground"], selected) >= (7 if is_high_contrast(theme) else 4.5)


@pytest.mark.parametrize("signal", SIGNALS)
@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_signal_colours_of_every_theme_can_be_read(theme: ThemeFile, signal: str) -> None:
    least = 7 if is_high_contrast(theme) else 4.5
    found = {ground: contrast(theme.colors[signal], theme.colors[ground]) for ground in GROUNDS}
    assert min(found.values()) >= least, found


@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_a_dark_theme_has_text_lighter_than_its_ground(theme: ThemeFile) -> None:
    lighter_text = luminance(theme.colors["foreground"]) > luminance(theme.colors["background"])
    assert theme.dark == lighter_text


@pytest.mark.parametrize("theme", SHIPPED.values(), ids=lambda theme: theme.name)
def test_signal_colours_of_a_theme_differ_from_each_other(theme: ThemeFile) -> None:
    for one, other in combinations(("success", "warning", "error", "foreground"), 2):
        assert theme.colors[one] != theme.colors[other]


def test_colour_distance_is_measured_as_cielab_does() -> None:
    assert lab("#ffffff") == pytest.approx((100, 0, 0), abs=0.1)
    assert lab("#ff0000") == pytest.approx((53.2, 80.1, 67.2), abs=0.1)


@pytest.mark.parametrize(
    ("one", "other"), [*combinations(SHIPPED.values(), 2)], ids=lambda theme: theme.name
)
def test_two_shipped_themes_never_look_alike(one: ThemeFile, other: ThemeFile) -> None:
    assert mean_distance(one, other) > LEAST_DISTANCE


def test_themes_of_ones_own_are_added(tmp_path: Path) -> None:
    write(tmp_path, GOOD + '[variables]\nborder-blurred = "#ABCDEF"\n')
    themes, problems = load_themes(tmp_path)
    assert problems == []
    assert themes.keys() == SHIPPED.keys() | {"mine"}
    mine = themes["mine"]
    assert (mine.name, mine.title, mine.dark) == ("mine", "Mine", True)
    assert mine.colors.keys() == set(COLORS)
    assert mine.colors["foreground"] == "#f0f0f0"
    assert mine.variables == {"border-blurred": "#abcdef"}


def test_a_theme_of_ones_own_replaces_the_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, GOOD, "night.toml")
    themes, problems = load_themes(tmp_path)
    assert problems == []
    assert themes["night"].title == "Mine"
    assert themes.keys() == SHIPPED.keys()


def test_a_broken_theme_file_leaves_the_shipped_theme(tmp_path: Path) -> None:
    write(tmp_path, "title = ", "night.toml")
    themes, problems = load_themes(tmp_path)
    assert themes == SHIPPED
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"Mine"', '"Mine', "line 1: it is not TOML (Illegal character '\\n')"),
        ("[colors]", "[colors", "line 3: it is not TOML (Expected ']' at the end of a table"),
        ('title = "Mine"', 'title = "a"\ntitle = "b"', "line 2: it is not TOML (Cannot overwrite"),
        ('title = "Mine"\n', "", "out: title is missing."),
        ('"Mine"', "7", "out: line 1, title must be a text in quotes."),
        ('"Mine"', '" "', "out: line 1, title must be a text in quotes."),
        ("dark = true\n", "", "out: dark is missing."),
        ("dark = true", 'dark = "yes"', "out: line 2, dark must be true or false."),
        ("dark = true", "drak = true", "line 2, drak: there is no such key (did you mean dark?); "),
        ("dark = true", "dark = true\nzzz = 1", "out: line 3, zzz: there is no such key."),
        (
            "[colors]",
            'panel = "#111111"\n[colors]',
            "out: line 3, panel: it belongs under [colors].",
        ),
        ('error = "#ff8888"\n', "", "out: [colors] lacks error."),
        ('error = "#ff8888"', "", "out: [colors] lacks error."),
        ("error", "eror", "line 13, colors.eror: there is no such colour (did you mean error?); "),
        (
            '"#ff8888"',
            '"red"',
            'line 13, colors.error is "red", but a colour is written like #1a2b3c.',
        ),
        ('"#ff8888"', '"#ff888"', 'out: line 13, colors.error is "#ff888", but'),
        ('"#ff8888"', '"#ff88888"', 'out: line 13, colors.error is "#ff88888", but'),
        ('"#ff8888"', '"#ff888g"', 'out: line 13, colors.error is "#ff888g", but'),
        ('"#ff8888"', '"#ff8888\\n"', 'out: line 13, colors.error is "#ff8888 ", but'),
        ('"#ff8888"', '"\\u001b[31m"', 'out: line 13, colors.error is "[31m", but'),
        ('"#ff8888"', "8947848", "out: line 13, colors.error is 8947848, but"),
        ('"#101010"', '"x"', 'out: line 4, colors.background is "x", but'),
        (
            "[colors]",
            '[variables]\nborder = "red"\n[colors]',
            'line 4, variables.border is "red", but',
        ),
        (
            "[colors]",
            '[variables]\nBorder = "#000000"\n[colors]',
            "line 4, variables.Border: a variable",
        ),
        (
            "dark = true",
            "dark = true\nvariables = 3",
            "line 3, variables must be a table, [variables].",
        ),
        (
            "dark = true",
            'dark = true\nvariables . "border" = "red"',
            'line 3, variables.border is "red", but',
        ),
        (
            "dark = true",
            'dark = true\nvariables = {border = "red"}',
            'line 3, variables.border is "red", but',
        ),
        (GOOD[27:], "colors = 3", "out: line 3, colors must be a table, [colors]."),
        (
            GOOD[27:],
            "",
            "out: [colors] lacks primary, secondary, accent, foreground, background, surf",
        ),
        (GOOD, "", "out: title is missing; dark is missing; [colors] lacks primary, "),
        (GOOD, "a = " + "[" * 5000, "out: it is TOML of a size that can't be read."),
        (GOOD, "a = " + "9" * 5000, "out: it is TOML of a size that can't be read."),
    ],
)
def test_a_broken_theme_file_is_explained(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    assert before in GOOD
    path = write(tmp_path, GOOD.replace(before, after))
    themes, problems = load_themes(tmp_path)
    assert themes == SHIPPED
    (problem,) = problems
    assert said in problem
    assert problem.startswith(f"The theme {path} is left out: ")
    assert problem.endswith(".")
    assert "\n" not in problem


def test_all_faults_of_a_theme_are_reported_at_once(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace('"#ff8888"', '"red"').replace("true", "1"))
    assert load_themes(tmp_path)[1] == [
        f"The theme {path} is left out: line 2, dark must be true or false; "
        'line 13, colors.error is "red", but a colour is written like #1a2b3c.'
    ]


@pytest.mark.parametrize("name", ["Mine.toml", "my theme.toml", "1st.toml", "naïve.toml"])
def test_a_theme_file_with_a_wrong_name_is_left_out(tmp_path: Path, name: str) -> None:
    write(tmp_path, GOOD, name)
    themes, problems = load_themes(tmp_path)
    assert themes == SHIPPED
    assert problems == [
        f"The theme {tmp_path / name} is left out: "
        "a name takes small letters, digits and hyphens, with a letter first."
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes in folders")
def test_a_theme_that_is_no_text_or_no_file_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('title = "café"'.encode("latin-1"))
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    assert [problem.partition("out: ")[2] for problem in load_themes(tmp_path)[1]] == [
        "it is no file.",
        "it is no file.",
        "it is not written in UTF-8.",
        "it is no file.",
    ]


def test_files_that_are_no_themes_are_ignored(tmp_path: Path) -> None:
    write(tmp_path, "not a theme", "README.md")
    write(tmp_path, "half written", ".mine.toml")
    assert load_themes(tmp_path) == (SHIPPED, [])


def test_a_theme_file_may_have_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert load_themes(tmp_path)[1] == []


def test_a_missing_themes_folder_is_no_problem(tmp_path: Path) -> None:
    assert load_themes(tmp_path / "none") == (SHIPPED, [])


def test_a_file_in_place_of_the_themes_folder_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    themes, problems = load_themes(path)
    assert themes == SHIPPED
    assert problems == [f"The themes in {path} can't be read: Not a directory."]


@given(cut=st.integers(0, len(GOOD)), put=st.text(max_size=8), length=st.integers(0, 30))
def test_any_theme_file_is_read_or_reported(
    tmp_path_factory: pytest.TempPathFactory, cut: int, put: str, length: int
) -> None:
    folder = tmp_path_factory.mktemp("themes")
    text = GOOD[:cut] + put + GOOD[cut + length :]
    (folder / "mine.toml").write_bytes(text.encode("utf-8", "surrogatepass"))
    themes, problems = load_themes(folder)
    assert ("mine" in themes) == (problems == [])
    assert all(len(problem.splitlines()) == 1 for problem in problems)


def test_an_installed_package_brings_its_themes(tmp_path: Path) -> None:
    source = Path(hearingnotes.__file__).parent
    package = tmp_path / "hearingnotes"
    shutil.copytree(source / "model", package / "model")
    (package / "config").mkdir()
    for name in ("__init__.py", "errors.py", "files.py"):
        shutil.copy(source / name, package / name)
    for name in ("config/__init__.py", "config/themes.py", "config/toml.py"):
        shutil.copy(source / name, package / name)
    shutil.copytree(source.parent / "themes", package / "shipped_themes")
    code = "from hearingnotes.config.themes import load_themes; print(*load_themes(None)[0])"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert run.stdout.split() == list(SHIPPED)


def test_reading_themes_needs_no_textual() -> None:
    code = (
        "import sys; from hearingnotes.config.themes import load_themes; load_themes(None);"
        "print({'textual', 'rich', 'difflib'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
