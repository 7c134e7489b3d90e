"""Copying a text to the clipboard, and a sentence on how that was done."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable

LIMIT_S = 2.0


def copy(text: str, through_terminal: Callable[[str], None]) -> str:
    """Copy `text` and return a sentence that says how. This may take seconds: call it in a thread.

    `through_terminal` sends the text as OSC 52, of which no answer can be had.
    """
    is_remote = bool(os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"))
    if not is_remote and _to_clipboard(text):
        return "Copied."
    if os.environ.get("TMUX") and _to_tmux(text):
        return "Copied to tmux, and through it to the terminal."
    through_terminal(text)
    return "Sent to the terminal; most put it on the clipboard."


def _to_tmux(text: str) -> bool:
    tmux = shutil.which("tmux")
    if tmux is None:
        return False
    try:
        # -w passes the text on to the terminal outside.
        done = subprocess.run(
            [tmux, "load-buffer", "-w", "-"],
            input=text.encode(),
            timeout=LIMIT_S,
            check=False,
            capture_output=True,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _to_clipboard(text: str) -> bool:
    """Copy through pyperclip, whose helper programs may hang without a display."""
    import pyperclip

    worked = threading.Event()

    def put() -> None:
        try:
            pyperclip.copy(text)
        except (pyperclip.PyperclipException, OSError):
            return
        worked.set()

    thread = threading.Thread(target=put, name="clipboard", daemon=True)
    thread.start()
    thread.join(LIMIT_S)
    return worked.is_set()


def clipboard_name() -> str | None:
    """Return the program that pyperclip copies with; None where it has found none."""
    import pyperclip

    found, _ = pyperclip.determine_clipboard()
    name = str(getattr(found, "__name__", ""))
    return name.removeprefix("copy_") if name.startswith("copy_") else None
