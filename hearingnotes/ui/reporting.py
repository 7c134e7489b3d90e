"""How the keeper's reports are worded on every screen."""

from hearingnotes.library.keeper import Turned, Waiting
from hearingnotes.model.wording import count

_ARTICLE_STEPS = {
    "new article": "a new article",
    "add": "a paragraph added",
    "join": "a note joined to a paragraph",
    "cite": "a source added",
    "take a source away": "a source taken away",
    "write": "a paragraph written",
    "reword": "words changed",
    "move": "a paragraph moved",
    "join paragraphs": "two paragraphs joined",
    "split": "a paragraph split in two",
    "delete": "a passage taken out",
    "make it text": "a paragraph made text",
    "make it quote": "a paragraph made a quote",
    "make it heading": "a paragraph made a heading",
    "headline": "the headline",
    "standfirst": "the standfirst",
    "lay notes beside": "the notes of a hearing laid beside",
    "take notes away": "the notes of a hearing taken away",
    "remove": "the article removed",
    "restore": "the article brought back",
}
"""What is undone of an article, by the name of its action."""
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


def article_step(action: str) -> str:
    """A step of an article in words; one that an older version named, by that name."""
    return _ARTICLE_STEPS.get(action, action)


def turned_told(report: Turned, step: str | None) -> str:
    """That `step` was undone or done again; None where there was nothing to turn."""
    if step is None:
        return f"There is nothing to {report.action}."
    return f"{_DONE[report.action]}: {step}."
