"""The terminal that the screen is drawn on may take its time, or go away meanwhile."""

import os
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.drivers._writer_thread import WriterThread

from hearingnotes.ui.terminal import Display

fcntl = pytest.importorskip("fcntl", reason="there are no pseudo-terminals")
termios = pytest.importorskip("termios")

WAIT_S = 20
LARGE = "x" * 1_000_000
"""More than any terminal takes without reading it."""


@pytest.fixture
def terminal() -> Iterator[tuple[int, Display]]:
    """The end at which a terminal is read, and what is drawn on it."""
    held, end = os.openpty()
    display = Display(os.fdopen(end, "wb"), encoding="utf-8")
    yield held, display
    os.close(held)
    display.close()


def drawn(held: int, count: int) -> bytes:
    """The next so many bytes at least; a terminal may hand over what was drawn in parts."""
    read = b""
    while len(read) < count:
        read += os.read(held, 100)
    return read


def test_the_terminal_reports_when_it_has_taken_all_of_a_text(
    terminal: tuple[int, Display],
) -> None:
    held, display = terminal
    writer, taken = WriterThread(display), threading.Event()
    writer.start()
    writer.write("before")
    display.expect(LARGE, taken.set)
    writer.write(LARGE)
    writer.write("behind")
    assert not taken.is_set()
    read = b""
    while not read.endswith(b"behind"):
        assert len(read) > len(LARGE) // 2 or not taken.is_set()
        read += os.read(held, 1 << 16)
    assert taken.wait(WAIT_S)
    writer.stop()


def test_the_terminal_goes_on_when_its_listener_is_gone(terminal: tuple[int, Display]) -> None:
    held, display = terminal

    def taken() -> None:
        raise RuntimeError("Event loop is closed")

    display.expect("pic", taken)
    for text in ("pic", "ture"):
        display.write(text)
        display.flush()
    assert drawn(held, len(b"picture")) == b"picture"


def test_the_terminal_reports_the_awaited_text_alone(terminal: tuple[int, Display]) -> None:
    held, display = terminal
    reports: list[str] = []
    display.expect("".join(["pic", "ture"]), lambda: reports.append("taken"))
    for text in ("notes", "more notes"):
        display.write(text)
        display.flush()
    assert reports == []
    assert drawn(held, len(b"notesmore notes")) == b"notesmore notes"


@pytest.mark.parametrize(
    ("reported", "size"),
    [
        ((40, 120, 1200, 840), (10, 21)),
        ((40, 120, 1218, 844), (10, 21)),  # with a margin, and a bar to scroll with
        ((40, 120, 0, 0), None),
        ((0, 0, 0, 0), None),
        ((40, 120, 12000, 8000), (100, 200)),
        ((40, 120, 12120, 8000), None),  # no cell is that wide, or that high
        ((40, 120, 12000, 8040), None),
        ((24, 80, 65535, 65535), None),
    ],
)
def test_the_size_of_a_terminal_cell_is_read(
    terminal: tuple[int, Display], reported: tuple[int, ...], size: tuple[int, int] | None
) -> None:
    held, display = terminal
    fcntl.ioctl(held, termios.TIOCSWINSZ, struct.pack("HHHH", *reported))
    assert display.cell_size() == size


def test_a_file_that_is_no_terminal_has_no_cell_size() -> None:
    with Path(os.devnull).open("wb") as nothing:
        assert Display(nothing, encoding="utf-8").cell_size() is None


def test_output_to_a_terminal_that_is_gone_is_dropped() -> None:
    held, end = os.openpty()
    display = Display(os.fdopen(end, "wb"), encoding="utf-8")
    display.write("seen")
    display.flush()
    os.close(held)
    for _ in range(3):
        assert display.write("lost" * 10_000) == 40_000
        display.flush()
    display.close()
    assert display.closed
