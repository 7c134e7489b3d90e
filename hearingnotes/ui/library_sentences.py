"""What the person reads when the writer of the library saves, can't save, undoes or redoes."""

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
"""What is undone of a note, by the name of its action."""
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


def not_saving(waiting: SaveBlocked) -> str:
    """The alarm, in a line that has little room, that something shown is not on the disk; empty
    where everything is."""
    return f"NOT SAVING {waiting.count}" if waiting.count else ""


def describe_waiting(waiting: SaveBlocked) -> str:
    """Why something is not on the disk, and what to do; or that all is."""
    if not waiting.why:
        return "Everything is saved again."
    if not waiting.count:
        return waiting.why
    return f"{count(waiting.count, 'change')} not saved. {waiting.why} It is tried again by itself."


def note_step(action: str) -> str:
    """A change of a note in words; one that an older version named, by that name."""
    return _NOTE_STEPS.get(action, action)


def article_step(action: str) -> str:
    """A step of an article in words; one that an older version named, by that name."""
    return _ARTICLE_STEPS.get(action, action)


def describe_undo(event: UndoApplied, step: str | None) -> str:
    """That `step` was undone or done again; None where nothing was turned, and why."""
    if event.why:
        return f"Nothing was {_DONE[event.action].lower()}. {event.why}"
    if step is None:
        return f"There is nothing to {event.action}."
    return f"{_DONE[event.action]}: {step}."
