"""Whoever reads the file sees the old one or the new one, whole."""

import threading
from pathlib import Path

import pytest

from hearingnotes.export.files import MARKER, replace_file, write_export


def test_a_reader_never_sees_half_a_file(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    replace_file(path, "0" * 100_000)
    ends = threading.Event()

    def write() -> None:
        for number in range(40):
            replace_file(path, str(number % 10) * 100_000)
        ends.set()

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    seen = set()
    while not ends.is_set():
        text = path.read_text()
        seen.add((len(text), len(set(text))))
    for writer in writers:
        writer.join()
    assert seen == {(100_000, 1)}
    assert [file.name for file in tmp_path.iterdir()] == ["article.md"]


def test_what_stops_the_writing_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    replace_file(path, "old")
    with pytest.raises(UnicodeEncodeError):
        replace_file(path, "new \ud800")
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["article.md"]


def test_lines_end_alike_on_every_system(tmp_path: Path) -> None:
    write_export(tmp_path / "article.md", "one\ntwo")
    assert (tmp_path / "article.md").read_bytes() == f"one\ntwo\n{MARKER}\n".encode()


def test_a_file_whose_line_ends_an_editor_changed_is_still_ours(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(f"old\r\n{MARKER}\r\n\r\n".encode())
    write_export(path, "new")
    assert path.read_text().startswith("new\n")
