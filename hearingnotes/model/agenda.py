"""The items on a hearing's agenda, and which of them the notes have as a section."""

import re
from collections.abc import Iterable, Sequence

from hearingnotes.model.marks import read_marks
from hearingnotes.model.note import Note

_NUMBER = r"\d{1,9}(?:\.\d{1,9}){0,3}[a-z]?"
# A number without a word is one of many things: minutes, dollars, a time of day.
_LABEL = re.compile(rf"([^\W\d_]{{1,12}}\.?[ ]?{_NUMBER})[.:)]?(?= |$)|({_NUMBER})[.:)](?= |$)")


def called(agenda: Sequence[str], notes: Iterable[Note]) -> set[int]:
    """Return the positions of the agenda's items that the notes have as a section.

    A section belongs to an item when both have the same words, or when no other item has the same
    label: `Item 4`, `4.`. Tags at the end of an item are not part of its words, as in a section.
    """
    if not agenda:
        return set()
    sections = {section for note in notes if (section := _alike(read_marks(note.text).section))}
    items = [_alike(read_marks(f"# {item}").section) for item in agenda]
    labels = [_label(item) for item in items]
    by_label = {label: at for at, label in enumerate(labels) if label and labels.count(label) == 1}
    found = {at for at, item in enumerate(items) if item in sections}
    return found | {by_label[label] for label in map(_label, sections) if label in by_label}


def not_called(agenda: Sequence[str], notes: Iterable[Note]) -> list[str]:
    """Return the agenda's items that no section calls, in their order."""
    done = called(agenda, notes)
    return [item for at, item in enumerate(agenda) if at not in done]


def next_item(agenda: Sequence[str], notes: Iterable[Note]) -> str | None:
    """Return the item after the last one called; where there is none, the first item not called
    yet."""
    done = called(agenda, notes)
    ahead = [at for at in range(len(agenda)) if at not in done]
    behind_last = [at for at in ahead if at > max(done, default=-1)]
    return next((agenda[at] for at in (*behind_last, *ahead)), None)


def _alike(text: str) -> str:
    return " ".join(text.casefold().split())


def _label(item: str) -> str:
    match = _LABEL.match(item)
    return (match[1] or match[2]).replace(" ", "") if match else ""
