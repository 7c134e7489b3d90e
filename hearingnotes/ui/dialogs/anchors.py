"""The list of a hearing's anchors, one of which can be removed."""

from collections.abc import Iterable

from textual import events

from hearingnotes.model.anchor import Anchor
from hearingnotes.model.labels import clock, second
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import format_time
from hearingnotes.model.timeline import Timeline
from hearingnotes.session.hearing_session import HearingSession
from hearingnotes.ui.action import Mode
from hearingnotes.ui.dialogs.list_dialog import ListDialog
from hearingnotes.ui.keymap import Keymap

NO_ANCHORS = (
    "There are no anchors. {anchor} sets one for the chosen note, {anchor_now} for this moment."
)


class AnchorsScreen(ListDialog[Anchor]):
    """The list of anchors. Closes with the anchor to be removed, or with None."""

    TITLE_LINE = "Anchors of this hearing"
    KEYS = (("d", "take it back"), ("escape", "close"))

    def __init__(self, session: HearingSession, keymap: Keymap) -> None:
        super().__init__()
        self._session = session
        self._keymap = keymap
        self.NOTHING = keymap.format_keys(NO_ANCHORS)

    def lines(self) -> Iterable[tuple[str, str]]:
        """Return a line for each anchor: where its moment was, and where it is."""
        return ((anchor.id, self._format_anchor(anchor)) for anchor in self._session.anchors)

    def _format_anchor(self, anchor: Anchor) -> str:
        own = Timeline(self._session.recordings).place(anchor.moment)
        was = second(own) if own is not None else f"{clock(anchor.moment)} by the clock"
        note = self._session.note_index.get(anchor.note_id)
        words = f" · {one_line(note.text, 40)}" if note is not None else ""
        return f"{was} is {format_time(anchor.second_s)}{words}"

    def on_key(self, event: events.Key) -> None:
        """Remove the highlighted anchor on d, close on the key that opened the list."""
        if event.key in {"d", "delete"}:
            event.stop()
            marked = self.highlighted
            anchor = next((a for a in self._session.anchors if a.id == marked), None)
            if anchor is not None:
                self.close_with(anchor)
        elif self._has_opened_it(event):
            event.stop()
            self.close_with(None)
        else:
            super().on_key(event)

    def _has_opened_it(self, event: events.Key) -> bool:
        action = self._keymap.find(Mode.WATCHING, event.key, event.character)
        return action is not None and action.id == "anchors"
