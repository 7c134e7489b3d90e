"""Sentences about saving, failing to save, undo and redo."""

from hearingnotes.library.events import UndoApplied
from hearingnotes.library.writer import SaveBlocked
from hearingnotes.model.labels import count

_NOTE_STEPS = {
    "add": "the new note",
    "edit": "the text",
    "delete": "the deletion",
    "nudge": "the move",
    "move": "the move to another moment",
    "star": "the star",
    "verify": "the check mark",
    "anchor": "the anchor",
    "remove anchor": "taking the anchor back",
}
"""Undo steps of a note in words, by the name of the action."""
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
"""Undo steps of an article in words, by the name of the action."""
_DONE = {"undo": "Undone", "redo": "Done again"}


def not_saving(waiting: SaveBlocked) -> str:
    """Return the alarm that something shown is not on the disk, short enough for a status line.

    Empty where everything is saved.
    """
    return f"NOT SAVING {waiting.count}" if waiting.count else ""


def describe_waiting(waiting: SaveBlocked) -> str:
    """Return why something is not on the disk and what to do, or that everything is saved."""
    if not waiting.why:
        return "Everything is saved again."
    if not waiting.count:
        return waiting.why
    return f"{count(waiting.count, 'change')} not saved. {waiting.why} It is tried again by itself."


def note_step(action: str) -> str:
    """Return an undo step of a note in words; a name of an older version as it is."""
    return _NOTE_STEPS.get(action, action)


def article_step(action: str) -> str:
    """Return an undo step of an article in words; a name of an older version as it is."""
    return _ARTICLE_STEPS.get(action, action)


def describe_undo(event: UndoApplied, step: str | None) -> str:
    """Return that `step` was undone or done again; where it is None, why nothing was."""
    if event.why:
        return f"Nothing was {_DONE[event.action].lower()}. {event.why}"
    if step is None:
        return f"There is nothing to {event.action}."
    return f"{_DONE[event.action]}: {step}."
