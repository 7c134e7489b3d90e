"""The search over all hearings, whose hits can be played."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Input

from hearingnotes.export.document import RenderOptions, note_link
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.library.library import Library
from hearingnotes.model.labels import count, listed_text, stamp_columns
from hearingnotes.model.links import LinkStyle
from hearingnotes.model.note import Note
from hearingnotes.model.query import Query, query_of
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Place, in_order
from hearingnotes.ui.read_library import read_library
from hearingnotes.ui.widgets.input import TextInput
from hearingnotes.ui.widgets.key_bar import KeyBar
from hearingnotes.ui.widgets.status_line import StatusLine
from hearingnotes.ui.widgets.text_list import TextItem, TextList
from hearingnotes.ui.widgets.title_bar import PageTitle

if TYPE_CHECKING:
    from hearingnotes.model.roster import Roster

SEARCH_S = 0.15
MOST_SHOWN = 500
STAMP_CELLS = 9
HELP = "Type words, @speaker or #tag; what is found in all hearings shows here."
NONE = "No note has these words."
NONE_LIKE_THAT = "No note is like that."
FAILED = "The search has failed."
KEYS = (
    ("enter", "play from there"),
    ("up", "before"),
    ("down", "next"),
    ("ctrl+l", "copy its link"),
    ("escape", "back"),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A note that was found, with its hearing, place, stamp and link."""

    note: Note
    stored: StoredHearing
    place: Place | None
    stamp: str
    link: str


class SearchScreen(Screen[Hit | None]):
    """A line to type in; below it, the hits. Closes with the one to be played, or with None."""

    CSS_PATH = "screen.tcss"
    AUTO_FOCUS = "#words"
    BINDINGS = []

    def __init__(
        self,
        library_path: Path,
        roster: Roster,
        link_style: LinkStyle,
        copy: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._library_path = library_path
        self._roster = roster
        self._options = RenderOptions(link_style)
        self._copy = copy
        self._timer: Timer | None = None
        self._hits: Sequence[Hit] = ()
        self._asked = self._answered = 0
        self._chosen = 0
        self._wants_first = False
        self._trouble = self._failure = ""
        self._one_at_a_time = threading.Lock()
        self.heading = StatusLine()
        self.cards = TextList(id="hits", head_cells=STAMP_CELLS + 2, empty_text=HELP)

    def compose(self) -> ComposeResult:
        """The line, what is found, the keys."""
        yield PageTitle("Search all hearings")
        yield TextInput(placeholder="levy @chair #budget", id="words", compact=True)
        yield self.heading
        yield self.cards
        yield KeyBar(*KEYS)

    def on_mount(self) -> None:
        """Show the empty list."""
        self.cards.is_active = True
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Move among the hits by arrows, while letters go into the line."""
        steps = {"down": 1, "up": -1, "pagedown": 5, "pageup": -5}
        if event.key in steps:
            self._chosen = max(0, min(len(self._hits) - 1, self._chosen + steps[event.key]))
            self._show()
        elif event.key == "ctrl+l":
            self._copy_link()
        elif event.key == "escape":
            self._close(None)
        else:
            return
        event.stop()
        event.prevent_default()

    @on(Input.Changed)
    def _typed(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._asked += 1
        self._timer = self.set_timer(SEARCH_S, self._search)

    @on(Input.Submitted)
    def _entered(self) -> None:
        if self._answered != self._asked:
            self._wants_first = True  # Enter came before what was typed was looked for
        elif self._chosen < len(self._hits):
            self._close(self._hits[self._chosen])

    def _close(self, hit: Hit | None) -> None:
        if self.is_current:  # a second Esc may come before the first has closed it
            self._asked += 1  # what is still looked for is not asked for any more
            self.dismiss(hit)

    @on(TextList.Clicked)
    def _clicked(self, message: TextList.Clicked) -> None:
        ids = [hit.note.id for hit in self._hits]
        self._chosen = ids.index(message.item_id) if message.item_id in ids else 0
        self._show()
        if message.chain == 2:
            self._entered()

    def _copy_link(self) -> None:
        if self._chosen < len(self._hits):
            link = self._hits[self._chosen].link
            if link:
                self._copy(link)
                self.heading.show("Copied", rest=link)

    def _search(self) -> None:
        self._timer = None
        query, asked = query_of(self.query_one(Input).value.split()), self._asked
        if not query:
            self._found(asked, [])
            return
        find = partial(self._find, query, asked)
        read_library(self, self._library_path, find, partial(self._found, asked))

    def show_message(self, sentence: str, *, error: bool = False) -> None:
        """Store why nothing was found; `_found` is called right after."""
        self._failure = sentence

    def _find(self, query: Query, asked: int, library: Library) -> list[Hit]:
        """Find the hits on a thread, one search at a time: several would slow each other down."""
        with self._one_at_a_time:
            return list(self._hits_of(query, asked, library))

    def _hits_of(self, query: Query, asked: int, library: Library) -> Iterator[Hit]:
        """Yield the hits, until more was typed."""
        if asked != self._asked:
            return
        for stored, notes in library.search.find(query, MOST_SHOWN, self._roster):
            if asked != self._asked:
                return
            snapshot = library.around(stored, self._roster, notes)
            for _, note in in_order(notes, snapshot.timeline):
                yield _hit(note, stored, snapshot, self._options)

    def _found(self, asked: int, hits: Sequence[Hit] | None) -> None:
        failure, self._failure = self._failure, ""
        if asked != self._asked:
            return  # more was typed since
        self._hits, self._answered, self._chosen = hits or (), asked, 0
        self._trouble = failure
        self._show()
        if self._wants_first:
            self._wants_first = False
            self._entered()

    def _show(self) -> None:
        words = self.query_one(Input).value.strip() if self.is_mounted else ""
        none = NONE if query_of(words.split()).words else NONE_LIKE_THAT
        heading = count(len(self._hits), "note") if self._hits else none if words else HELP
        if len(self._hits) == MOST_SHOWN:
            heading = f"the first {MOST_SHOWN} notes; more words find fewer"
        self.heading.show(FAILED if self._trouble else heading)
        self.cards.empty_text = self._trouble or HELP
        cards = [_card(hit) for hit in self._hits]
        self.cards.show(cards, cards[self._chosen].id if cards else None)


def _hit(
    note: Note, stored: StoredHearing, snapshot: HearingSnapshot, options: RenderOptions
) -> Hit:
    timeline = snapshot.timeline
    return Hit(
        note,
        stored,
        timeline.place_note(note),
        stamp_columns(note, timeline)[0],
        note_link(note, timeline, snapshot.leads, options),
    )


def _card(hit: Hit) -> TextItem:
    hearing = hit.stored.hearing
    day = hearing.date or hearing.created_utc.astimezone().date()
    text = listed_text(hit.note)
    # The path of a file says no more than the hearing's title does.
    link = hit.link if hit.link.startswith("http") else ""
    foot = "  ".join(filter(None, (str(day), one_line(hearing.title), link)))
    return TextItem(hit.note.id, text, f"{hit.stamp:>{STAMP_CELLS}}  ", foot, gap=True)
