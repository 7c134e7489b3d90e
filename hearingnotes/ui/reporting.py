"""How the keeper's reports are worded on every screen."""

from hearingnotes.library.keeper import Turned, Waiting
from hearingnotes.model.wording import count

_DONE = {"undo": "Undone", "redo": "Done again"}


def unsaved(report: Waiting) -> str:
    """How much is not on the disk; empty where everything is."""
    is_waiting = report.why and report.count
    return f"{count(report.count, 'change')} not saved yet; trying again." if is_waiting else ""


def waiting_told(report: Waiting, what: str) -> str:
    """Why the disk refuses, or that it takes `what` again."""
    if not report.why:
        return f"The disk takes {what} again; everything is saved."
    return " ".join(filter(None, [report.why, unsaved(report)]))


def turned_told(report: Turned, step: str | None) -> str:
    """That `step` was undone or done again; None where there was nothing to turn."""
    if step is None:
        return f"There is nothing to {report.action}."
    return f"{_DONE[report.action]}: {step}."
