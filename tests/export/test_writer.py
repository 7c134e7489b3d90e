"""Whoever reads the file sees the old one or the new one, whole."""

import threading
from pathlib import Path
from typing import Any

import pytest

from hearingnotes.export.writer import (
    MARKDOWN_COMMENT,
    ExportRegistry,
    OverwriteError,
    export_key,
    sign,
    write_export,
)
from hearingnotes.files import replace_file


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    replace_file(path, "0" * 100_000)
    ends = threading.Event()

    def write() -> None:
        number = 0
        while not ends.is_set():
            replace_file(path, str(number % 10) * 100_000)
            number += 1

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    seen = set()
    for _ in range(100):
        text = path.read_text()
        seen.add((len(text), len(set(text))))
    ends.set()
    for writer in writers:
        writer.join()
    assert seen == {(100_000, 1)}
    assert [file.name for file in tmp_path.iterdir()] == ["article.md"]


ONE, OTHER = export_key("01KF3Z00000000000000000001", "article"), export_key("01KF3Z2", "article")


@pytest.mark.parametrize("comment", [MARKDOWN_COMMENT, ""])
def test_an_export_of_other_notes_or_another_format_is_not_replaced_unasked(
    tmp_path: Path, comment: str
) -> None:
    path, written = tmp_path / "hearing.md", ExportRegistry(tmp_path / "written.json")
    how: dict[str, Any] = {"comment": comment, "written": written}
    write_export(path, "one", what=ONE, **how)
    write_export(path, "one anew", what=ONE, **how)
    for other in (OTHER, export_key("01KF3Z00000000000000000001", "my log -->.md.jinja")):
        with pytest.raises(OverwriteError, match="other notes, or these in another form"):
            write_export(path, "two", what=other, **how)
        assert path.read_text().startswith("one anew")
        write_export(path, "two", what=other, **how, force=True)
        write_export(path, "two", what=other, **how)
        write_export(path, "one anew", what=ONE, **how, force=True)
    assert [file.name for file in tmp_path.glob("h*")] == ["hearing.md"]


def test_exports_of_earlier_versions_are_replaced(tmp_path: Path) -> None:
    path, written = tmp_path / "hearing.json", ExportRegistry(tmp_path / "written.json")
    write_export(path, "{}", comment="", written=written)
    write_export(path, "[]", comment="", written=written, what=ONE)
    path = tmp_path / "hearing.md"
    path.write_text(sign("old"))
    write_export(path, "new", what=ONE)
    assert path.read_text() == sign("new", what=ONE)


def test_an_error_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    replace_file(path, "old")
    with pytest.raises(UnicodeEncodeError):
        replace_file(path, "new \ud800")
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["article.md"]


OLD_MARKER = "<!-- written by hearingnotes; it may be written anew -->"


def test_lines_of_an_export_end_alike_on_every_system(tmp_path: Path) -> None:
    write_export(tmp_path / "article.md", "one\ntwo")
    assert (tmp_path / "article.md").read_bytes() == sign("one\ntwo").encode()
    assert sign("one\ntwo").startswith("one\ntwo\n<!-- written by hearingnotes; ")


@pytest.mark.parametrize(
    "ours",
    [
        sign("old\n  \nold\n"),
        sign("old\n  \nold\n").replace("\n", "\r\n") + "\r\n",
        sign(""),
        sign(f"I quote {OLD_MARKER}"),
        f"old, and changed since\n{OLD_MARKER}\n",
    ],
)
def test_an_export_replaces_its_own_file(tmp_path: Path, ours: str) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(ours.encode())
    write_export(path, "new")
    assert path.read_text() == sign("new")


@pytest.mark.parametrize(
    ("theirs", "message"),
    [
        (sign("old").replace("old", "older"), "was changed since this program wrote it"),
        ("My lead.\n" + sign("old"), "was changed since this program wrote it"),
        (sign("old") + "My end.\n", "was changed since this program wrote it"),
        (sign("old").replace(": ", ": 0"), "was not written by this program"),
        ("mine", "was not written by this program"),
        (f"I quote {OLD_MARKER}\nand go on.", "was not written by this program"),
    ],
)
def test_write_export_replaces_a_foreign_file_only_by_force(
    tmp_path: Path, theirs: str, message: str
) -> None:
    path = tmp_path / "article.md"
    path.write_text(theirs)
    with pytest.raises(OverwriteError, match=f"article.md .*{message}; name another file, or re"):
        write_export(path, "new")
    assert path.read_text() == theirs
    write_export(path, "new", force=True)
    assert path.read_text() == sign("new")
