"""What the line above the composer says: the state, and what is to be known in it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rich.cells import cell_len

from hearingnotes.model.labels import stamp
from hearingnotes.model.sanitize import one_line
from hearingnotes.session.completion import Aids, Suggestion, used_marks
from hearingnotes.ui.messages import Sought
from hearingnotes.ui.text import fit
from hearingnotes.ui.widgets.status_line import Heading
from hearingnotes.ui.works import Works

if TYPE_CHECKING:
    from hearingnotes.model.note import Note
    from hearingnotes.ui.hearing.screen import HearingScreen
    from hearingnotes.ui.messages import Progress

FILTER_CELLS = 30
OFFERS = 3
MARKS_FROM = 1000
ARCHIVE_PASS = (
    "{verify} right  {nudge_back} {nudge_on} nudge  {next_note} next  "
    "{widest_first} wide ± first  {archive_pass} end"
)
STOPS_IT = "{stop} stops that"
FILTERED = "only notes with “{words}” ({stop} shows all)"
UNVERIFIED = "captions, unverified"


class Announcing:
    """Words the heading of one screen."""

    def __init__(self, screen: HearingScreen) -> None:
        self._screen = screen
        self.heading = Heading()
        self.works = Works()

    def show(self) -> None:
        """Bring it to what the state is."""
        screen = self._screen
        note, question = screen.composer.note, screen.ask_line.question
        if note is not None:
            self._show_writing(note)
        elif question is not None:
            self.heading.show(question.label, alarm=screen.news.alarm)
        else:
            what, *more = self._watching()
            self.heading.show(what, screen.mirroring.sign, *more, alarm=screen.news.alarm)

    def _watching(self) -> tuple[str, ...]:
        """What there is above the notes while none is written."""
        screen, keymap = self._screen, self._screen.keymap
        if screen.archive_pass is not None:
            keys = () if keymap.letters_are_text else (keymap.told(ARCHIVE_PASS),)
            return "Archive pass", f"{screen.archive_pass.left} left", *keys
        if (work := self.works.latest) is not None:
            return "Watching", work.told(time.monotonic()), keymap.told(STOPS_IT)
        if screen.words:
            words = fit(one_line(screen.words), min(FILTER_CELLS, cell_len(screen.words)))
            return "Watching", keymap.told(FILTERED, words=words.rstrip())
        if keymap.letters_are_text:
            return "Watching", "any letter begins a note"
        return ("Watching",)

    def _show_writing(self, note: Note) -> None:
        """The stamp, and what a mark that is being typed may become."""
        screen = self._screen
        offers = screen.composer.suggestions()[:OFFERS]
        written = screen.composer.written() or note
        tab = f"Tab: {'  '.join(_offer(offer) for offer in offers)}" if offers else ""
        self.heading.show(
            "Writing",
            stamp(note.moment, screen.desk.timeline),
            screen.mirroring.sign,
            UNVERIFIED if written.is_unverified_quote else "",
            screen.composer.remark,
            "left from the last time" if screen.writing.is_resumed(note) else "",
            alarm=screen.news.alarm,
            rest=screen.news.remedy or tab,
            is_writing=True,
        )

    def remark(self, sentence: str) -> None:
        """Say something above what is being written."""
        if self._screen.composer.note is not None:
            self._screen.composer.remark = sentence
            self.show()

    def aids(self) -> Aids:
        """What helps with the marks of a note."""
        desk = self._screen.desk
        return Aids(desk.roster, used_marks(desk.notebook.latest_first()[:MARKS_FROM]))

    # --- what is under way ---

    def go_on(self, progress: Progress) -> None:
        """Something is looked for, and this far."""
        playing, captioning = self._screen.playing, self._screen.captioning
        stops = {Sought.RECORDING: playing.stop_finding, Sought.CAPTIONS: captioning.stop_finding}
        stop = stops[progress.sought]
        self.works.go_on(progress.search, progress.how_far, time.monotonic(), stop)
        self.show()

    def tick(self) -> None:
        """A quarter of a second has gone by."""
        if self.works.latest is not None:
            self.show()


def _offer(offer: Suggestion) -> str:
    return f"{offer.mark} ({offer.meaning})" if offer.meaning else offer.mark
