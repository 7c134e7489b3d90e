"""What the program is started with, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hearingnotes.model.roster import Roster

if TYPE_CHECKING:
    from hearingnotes.config.settings import Settings
    from hearingnotes.config.state import SavedState
    from hearingnotes.config.themes import ThemeFile
    from hearingnotes.library.library import Library
    from hearingnotes.model.draft import Draft
    from hearingnotes.model.note import Note
    from hearingnotes.services.open_hearing import OpenRequest
    from hearingnotes.session.media_loader import PlayerOptions
    from hearingnotes.session.mirror import MirrorTarget


@dataclass(frozen=True, slots=True)
class AppConfig:
    """All that the program is started with.

    With `opening` it opens that hearing, with `draft` that article, else the list of hearings.
    `problems` are sentences for the person, on settings that could not be taken for instance.
    """

    library: Library
    settings: Settings
    saved_state: SavedState
    themes: Mapping[str, ThemeFile]
    player_options: PlayerOptions
    log_name: str
    opening: OpenRequest | None = None
    draft: Draft | None = None
    mirror: MirrorTarget | None = None
    roster: Roster = Roster()
    problems: tuple[str, ...] = ()


def _nothing() -> None:
    """There is no player to be closed."""


@dataclass(frozen=True, slots=True)
class ExitReport:
    """What is left when the screen has closed.

    `unsaved` and `unsaved_drafts` are what no disk took, `playback_error` says what did not play,
    `mirror` what is to be known of the mirrored file, and `crash` is the error that ended the
    program. `close_player` is called when all that has been printed: a fault of libmpv would end
    the program before.
    """

    unsaved: list[Note]
    playback_error: str = ""
    unsaved_drafts: list[Draft] = field(default_factory=list)
    mirror: str = ""
    crash: Exception | None = None
    close_player: Callable[[], None] = _nothing
