"""What the change log has of one change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the change log. Of a note or an anchor it has the id; `before` is None for what was
    new; `changed_utc` is when it was changed where it was brought from."""

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
        """When the version that stands since was made."""
        return self.changed_utc or self.utc
