"""How the keeper's reports are worded on every screen."""

from hearingnotes.library.keeper import Turned, Waiting
from hearingnotes.model.wording import count

_DONE = {"undo": "Undone", "redo": "Done again"}


def unsaved(report: Waiting) -> str:
    """How much is not on the disk, for a line that has little room; empty where everything is."""
    return f"✗ {report.count} unsaved" if report.why and report.count else ""


def waiting_told(report: Waiting, what: str) -> str:
    """Why the disk refuses, or that it takes `what` again."""
    if not report.why:
        return f"The disk takes {what} again; everything is saved."
    waits = f"{count(report.count, 'change')} not saved yet; trying again." if report.count else ""
    return " ".join(filter(None, [report.why, waits]))


def turned_told(report: Turned, step: str | None) -> str:
    """That `step` was undone or done again; None where there was nothing to turn."""
    if step is None:
        return f"There is nothing to {report.action}."
    return f"{_DONE[report.action]}: {step}."
