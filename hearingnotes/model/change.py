"""An entry of the change log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the change log.

    A change of a note or an anchor has its id. `before` is None for a new one. `changed_utc` is the
    instant of a change that was imported, as recorded where it was made.
    """

    utc: datetime
    who: str
    action: str
    note_id: str
    anchor_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]
    changed_utc: datetime | None = None

    @property
    def of_version_utc(self) -> datetime:
        """The instant at which the version that resulted was made."""
        return self.changed_utc or self.utc
