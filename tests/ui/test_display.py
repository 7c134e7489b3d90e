"""The terminal that the screen is drawn on may go away while something is drawn."""

import os
import sys

import pytest

from hearingnotes.ui.terminal import Display


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_what_is_drawn_on_a_terminal_that_is_gone_is_thrown_away() -> None:
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
