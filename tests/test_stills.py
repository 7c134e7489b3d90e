"""Pictures kept with notes: on the disk, and where exports find them."""

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from hearingnotes.errors import Trouble
from hearingnotes.model.frame import Frame
from hearingnotes.stills import Stills
from tests.cli.conftest import Home, note_at
from tests.cli.conftest import home as of_the_command_line

home = of_the_command_line
RED = Frame(960, 540, b"\xfe\x00\x00" * 960 * 540)


@pytest.fixture
def kept(home: Home) -> Home:
    home.keep("Council", [note_at(1, "The levy rises."), note_at(2, "Nobody speaks.")])
    Stills(home.library_path).keep(note_at(1, "").id, RED)
    return home


def test_it_is_a_picture_in_its_own_size_and_nothing_else_is_left(kept: Home) -> None:
    stills = Stills(kept.library_path)
    (file,) = stills.folder.iterdir()
    assert stills.ids() == {file.stem} == {note_at(1, "").id}
    with Image.open(file) as image:
        assert (image.format, image.size) == ("JPEG", (960, 540))
        red, green, blue = image.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
        assert red > 240
        assert max(green, blue) < 20


@pytest.mark.parametrize("note_id", ["../escape", "", "a/b", "."])
def test_no_id_leads_out_of_the_folder(tmp_path: Path, note_id: str) -> None:
    with pytest.raises(Trouble):
        Stills(tmp_path / "library.db").keep(note_id, RED)
    assert list(tmp_path.rglob("*.jpg")) == []


def test_a_note_of_another_program_has_one_too(tmp_path: Path) -> None:
    stills = Stills(tmp_path / "library.db")
    stills.keep("note-1_a", RED)
    assert stills.ids() == {"note-1_a"}


def test_a_page_holds_it_no_wider_than_it_needs_to_be(kept: Home) -> None:
    for words in (("-o", "page.html"), ("--format", "html")):
        ran = kept.run("export", "0001", *words)
        assert ran.code == 0, ran.err
        page = ran.out or Path("page.html").read_text()
        (data,) = re.findall(r'<img class="still" src="data:image/jpeg;base64,([^"]+)"', page)
        with Image.open(io.BytesIO(base64.b64decode(data))) as image:
            assert image.size == (640, 360)
    assert not Path("page-stills").exists()


@pytest.mark.parametrize("form", ["article", "log", "liveblog", "minutes"])
def test_markdown_shows_it_from_beside(kept: Home, form: str) -> None:
    ran = kept.run("export", "0001", "--format", form, "-o", "my article.md")
    assert ran.code == 0
    assert "1 picture in my article-stills." in ran.err
    text = Path("my article.md").read_text()
    (shown,) = re.findall(r"!\[[\d:]+\]\((\S+)\)", text)
    assert shown == f"my%20article-stills/{note_at(1, '').id}.jpg"
    with Image.open(shown.replace("%20", " ")) as image:
        assert image.size == (960, 540)


def test_what_is_printed_or_tells_no_pictures_has_none(kept: Home) -> None:
    assert "![" not in kept.run("export", "0001").out
    kept.run("export", "0001", "-o", "notes.csv")
    Path("own.md.jinja").write_text("{{ story.title }}")
    kept.run("export", "0001", "--template", "own.md.jinja", "-o", "own.md")
    assert Path("own.md").exists()
    assert not list(Path.cwd().glob("*-stills"))


def test_a_hearing_without_any_is_told_as_before(home: Home) -> None:
    home.keep("Council", ["The levy rises."])
    ran = home.run("export", "0001", "-o", "article.md")
    assert "picture" not in ran.err
    assert not Path("article-stills").exists()


def test_a_folder_that_can_not_be_made_is_told(kept: Home) -> None:
    Path("article-stills").write_text("no folder")
    ran = kept.run("export", "0001", "-o", "article.md")
    assert ran.code != 0
    assert "pictures can't be written" in ran.err
