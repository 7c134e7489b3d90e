"""Pictures kept with notes: on the disk, and where exports find them."""

import base64
import io
import os
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from hearingnotes.errors import HearingnotesError
from hearingnotes.export.stills import StillStore, ThumbnailCache
from hearingnotes.model.frame import Frame
from tests.cli.conftest import UserHome, note_at
from tests.cli.conftest import home as of_the_command_line

home = of_the_command_line
RED = Frame(960, 540, b"\xfe\x00\x00" * 960 * 540)


@pytest.fixture
def stored(home: UserHome) -> UserHome:
    home.keep("Council", [note_at(1, "The levy rises."), note_at(2, "Nobody speaks.")])
    StillStore(home.library_path).save(note_at(1, "").id, RED)
    return home


def test_a_still_is_saved_in_its_own_size_and_leaves_nothing_else(stored: UserHome) -> None:
    stills = StillStore(stored.library_path)
    (file,) = stills.folder.iterdir()
    assert stills.ids() == {file.stem} == {note_at(1, "").id}
    with Image.open(file) as image:
        assert (image.format, image.size) == ("JPEG", (960, 540))
        red, green, blue = image.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
        assert red > 240
        assert max(green, blue) < 20


@pytest.mark.parametrize("note_id", ["../escape", "", "a/b", "."])
def test_a_still_is_never_saved_outside_of_its_folder(tmp_path: Path, note_id: str) -> None:
    with pytest.raises(HearingnotesError):
        StillStore(tmp_path / "library.db").save(note_id, RED)
    assert list(tmp_path.rglob("*.jpg")) == []


def test_a_note_id_of_another_program_may_have_a_still(tmp_path: Path) -> None:
    stills = StillStore(tmp_path / "library.db")
    stills.save("note-1_a", RED)
    assert stills.ids() == {"note-1_a"}


def test_a_page_embeds_a_still_no_wider_than_needed(stored: UserHome) -> None:
    for words in (("-o", "page.html"), ("--format", "html")):
        result = stored.run("export", "0001", *words)
        assert result.code == 0, result.err
        page = result.out or Path("page.html").read_text()
        (data,) = re.findall(r'<img class="still" src="data:image/jpeg;base64,([^"]+)"', page)
        with Image.open(io.BytesIO(base64.b64decode(data))) as image:
            assert image.size == (640, 360)
    assert not Path("page-stills").exists()


@pytest.mark.parametrize("export_format", ["article", "log", "liveblog", "minutes"])
def test_markdown_shows_a_still_from_a_folder_beside(stored: UserHome, export_format: str) -> None:
    result = stored.run("export", "0001", "--format", export_format, "-o", "my article.md")
    assert result.code == 0
    assert "1 picture in my article-stills." in result.err
    text = Path("my article.md").read_text()
    (shown,) = re.findall(r"!\[[\d:]+\]\((\S+)\)", text)
    assert shown == f"my%20article-stills/{note_at(1, '').id}.jpg"
    with Image.open(shown.replace("%20", " ")) as image:
        assert image.size == (960, 540)


def test_printed_exports_and_formats_without_pictures_have_no_stills(stored: UserHome) -> None:
    assert "![" not in stored.run("export", "0001").out
    stored.run("export", "0001", "-o", "notes.csv")
    Path("own.md.jinja").write_text("{{ story.title }}")
    stored.run("export", "0001", "--template", "own.md.jinja", "-o", "own.md")
    assert Path("own.md").exists()
    assert not list(Path.cwd().glob("*-stills"))


def test_a_hearing_without_stills_is_exported_without_a_folder(home: UserHome) -> None:
    home.keep("Council", ["The levy rises."])
    result = home.run("export", "0001", "-o", "article.md")
    assert "picture" not in result.err
    assert not Path("article-stills").exists()


@pytest.mark.parametrize("export_format", ["article", "html"])
def test_an_export_into_a_pipe_puts_no_stills_beside_it(
    stored: UserHome, export_format: str
) -> None:
    os.mkfifo("pipe")
    with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE, text=True) as reader:
        result = stored.run("export", "0001", "--format", export_format, "-o", "pipe")
        assert reader.stdout is not None
        text = reader.stdout.read()
    assert result.code == 0
    assert "The levy rises." in text
    assert ("data:image" in text) == (export_format == "html")
    assert "pipe-stills" not in text
    assert not Path("pipe-stills").exists()


def test_stills_lie_beside_the_file_that_a_symbolic_link_leads_to(stored: UserHome) -> None:
    Path("there").mkdir()
    Path("latest.md").symlink_to("there/council.md")
    for _ in range(2):
        assert "1 picture in council-stills." in stored.run("export", "0001", "-o", "latest.md").err
    assert f"(council-stills/{note_at(1, '').id}.jpg)" in Path("there/council.md").read_text()
    assert Path("there/council-stills", f"{note_at(1, '').id}.jpg").exists()
    assert not Path("latest-stills").exists()


def test_a_saved_still_is_not_replaced(stored: UserHome) -> None:
    stills = StillStore(stored.library_path)
    before = stills.path_of(note_at(1, "").id).read_bytes()
    with pytest.raises(HearingnotesError, match="that stays"):
        stills.save(note_at(1, "").id, Frame(2, 2, bytes(12)))
    assert stills.path_of(note_at(1, "").id).read_bytes() == before


def test_thumbnails_are_made_once_within_the_limit_of_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stills, ids = StillStore(tmp_path / "library.db"), [f"N{at}" for at in range(4)]
    for note_id in ids:
        stills.save(note_id, RED)
    paths = [stills.path_of(note_id) for note_id in ids]
    opened: list[Path] = []
    really_open = Image.open

    def count_and_open(path: Path) -> Image.Image:
        opened.append(path)
        return really_open(path)

    monkeypatch.setattr(Image, "open", count_and_open)
    size = len(ThumbnailCache().small(paths[0]))
    shrinking = ThumbnailCache(2 * size)
    first = [shrinking.small(path) for path in paths]
    opened.clear()
    assert [shrinking.small(path) for path in paths] == first
    assert opened == paths[2:]
    stills.drop(ids[0])
    stills.save(ids[0], Frame(2, 2, bytes(12)))
    os.utime(paths[0], (1, 1))
    assert shrinking.small(paths[0]) != first[0]


def test_a_folder_of_stills_that_cannot_be_made_is_reported(stored: UserHome) -> None:
    Path("article-stills").write_text("no folder")
    result = stored.run("export", "0001", "-o", "article.md")
    assert result.code != 0
    assert "pictures can't be written" in result.err
