"""A note: a moment and a text."""

from dataclasses import dataclass
from datetime import datetime

from hearingnotes.model.moment import Moment


@dataclass(frozen=True, slots=True)
class Note:
    """A note of one hearing.

    `nudge_s` is what the person added to the computed second; the moment itself never changes.
    `unsent` says that the text was saved with Esc. `deleted_utc` makes the note a tombstone.
    `from_captions` says that it quotes captions, which nobody has checked until it is verified.
    """

    id: str
    hearing_id: str
    moment: Moment
    text: str = ""
    nudge_s: float = 0.0
    starred: bool = False
    verified: bool = False
    unsent: bool = False
    deleted_utc: datetime | None = None
    from_captions: bool = False

    @property
    def is_unverified_quote(self) -> bool:
        """Whether the note has words of captions that nobody has compared with the speech."""
        return self.from_captions and not self.verified
