"""What stands in the line above the composer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearingnotes.model.note import Note
from hearingnotes.model.wording import stamp
from hearingnotes.ui.typing_aids import Suggestion

if TYPE_CHECKING:
    from hearingnotes.ui.screens.hearing import HearingScreen

OFFERS = 3
UNVERIFIED = "captions, unverified"
FILTERED = "only notes with “{words}” ({show_all} shows all)"
ARCHIVE_PASS = (
    "{verify} right   {nudge_back} {nudge_on} nudge   {next_note} next   "
    "{widest_first} wide ± first   {archive_pass} end"
)


def while_watching(screen: HearingScreen) -> list[str]:
    """The state, and what goes with it, while no note is written."""
    what, *more = _watching(screen)
    return [what, *filter(None, [screen.mirroring.sign]), *more]


def _watching(screen: HearingScreen) -> tuple[str, ...]:
    keymap = screen.keymap
    if screen.archive_pass is not None:
        keys = () if keymap.letters_are_text else (keymap.told(ARCHIVE_PASS),)
        return "Archive pass", f"{screen.archive_pass.left} left", *keys
    if screen.words:
        return "Watching", keymap.told(FILTERED, words=screen.words)
    if keymap.letters_are_text:
        return "Watching", "any letter begins a note"
    return ("Watching",)


def while_writing(screen: HearingScreen, note: Note) -> list[str]:
    """The note's stamp, what a mark that is being typed may become, and what is to be known."""
    composer = screen.composer
    offers = composer.suggestions()[:OFFERS]
    offered = [f"Tab: {'  '.join(_offer(offer) for offer in offers)}"] if offers else []
    left = ["left from the last time"] if screen.writing.is_resumed(note) else []
    remarks = [UNVERIFIED] if note.is_unverified_quote else []
    remarks += [composer.remark] if composer.remark else []
    unsaved = filter(None, [screen.news.unsaved, screen.mirroring.sign])
    return [stamp(note.moment, screen.desk.timeline), *offered, *left, *remarks, *unsaved]


def _offer(offer: Suggestion) -> str:
    return f"{offer.mark} ({offer.meaning})" if offer.meaning else offer.mark
