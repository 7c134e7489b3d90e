"""Who says something in a caption or a transcript, as a mark and in the roster."""

from hearingnotes.importers.values import mark_of
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.model.sanitize import one_line

_NAME_LIMIT = 120


class Voices:
    """Gives names their marks, and remembers whose these are."""

    def __init__(self) -> None:
        self._speakers: dict[str, Speaker] = {}

    def said(self, name: str, text: str) -> str:
        """The text as that speaker's: `@hanif: thank you`; where it begins with the name already,
        it stands there once."""
        name = one_line(name, _NAME_LIMIT)
        mark = mark_of(name)
        if not mark:
            return text
        self._speakers.setdefault(mark, Speaker(mark, name if name != mark else ""))
        if text.startswith(f"{name} "):
            return f"@{mark} {text.removeprefix(name).lstrip()}"
        return f"@{mark}: {text.removeprefix(f'{name}:').lstrip()}"

    @property
    def roster(self) -> Roster:
        """Those who have spoken, with a name that says more than the mark."""
        return Roster(tuple(speaker for speaker in self._speakers.values() if speaker.name))
