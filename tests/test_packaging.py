"""What an installed hearingnotes has: everything that the source has, and nothing of the tests."""

import configparser
import tomllib
import zipfile
from email.parser import Parser

import pytest

from hearingnotes import __version__
from tests.make.installed import ROOT, build_wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    # Without isolation it is built by what is installed here, and needs no network.
    built = build_wheel(tmp_path_factory.mktemp("wheel"), "--no-build-isolation")
    return zipfile.Path(built)


def _names(folder: zipfile.Path) -> set[str]:
    return {name for name in folder.root.namelist() if not name.endswith("/")}


def _in_source(folder: str) -> set[str]:
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_has_every_file_of_the_package_byte_for_byte(wheel: zipfile.Path) -> None:
    for name in _in_source("hearingnotes"):
        assert (wheel / name).read_bytes() == (ROOT / name).read_bytes(), name


def test_the_wheel_has_the_themes_where_an_installed_program_looks(wheel: zipfile.Path) -> None:
    shipped = {path.name for path in (wheel / "hearingnotes" / "shipped_themes").iterdir()}
    assert shipped == {path.name for path in (ROOT / "themes").iterdir()}
    assert "night.toml" in shipped


@pytest.mark.parametrize(
    "name",
    [
        "demo/hearing.ogg",
        "demo/hearing.vtt",
        "export/schemas/hearing-1.json",
        "export/templates/article.md.jinja",
        "export/templates/page.css",
        "export/templates/page.html.jinja",
        "library/migrations/0001_first.sql",
        "library/migrations/0002_removed.sql",
        "py.typed",
        "ui/hearing/screen.tcss",
    ],
)
def test_the_wheel_has_the_files_that_are_not_python(wheel: zipfile.Path, name: str) -> None:
    assert (wheel / "hearingnotes" / name).is_file()


def test_the_wheel_has_nothing_else(wheel: zipfile.Path) -> None:
    themes = {f"hearingnotes/shipped_{name}" for name in _in_source("themes")}
    others = _names(wheel) - _in_source("hearingnotes") - themes
    assert {name.split("/")[0] for name in others} == {f"hearingnotes-{__version__}.dist-info"}


def test_the_wheel_installs_the_command(wheel: zipfile.Path) -> None:
    info = wheel / f"hearingnotes-{__version__}.dist-info"
    entries = configparser.ConfigParser()
    entries.read_string((info / "entry_points.txt").read_text("utf-8"))
    assert dict(entries["console_scripts"]) == {"hearingnotes": "hearingnotes.__main__:main"}


def test_the_wheel_has_the_metadata_of_the_project(wheel: zipfile.Path) -> None:
    info = wheel / f"hearingnotes-{__version__}.dist-info"
    metadata = Parser().parsestr((info / "METADATA").read_text("utf-8"))
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert metadata["Version"] == declared["version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert (info / "licenses" / "LICENSE").is_file()


def test_the_changelog_has_this_version() -> None:
    headings = [
        line
        for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines()
        if line[:3] == "## "
    ]
    assert headings[0].startswith(f"## [{__version__}]")
