"""Seconds that a link goes back from the moment, for the time that a person needs to react."""

import re
from collections.abc import Mapping

Leads = Mapping[str, float]
"""The lead of a whole hearing under `""`, of a speaker under `@name`, of a tag under `#name`."""

_MARK = re.compile(r"(?<!\w)[@#]\w[\w-]*")


def lead_s(text: str, leads: Leads) -> float:
    """The lead of a note with this text: its speaker's, else its tag's, else the hearing's."""
    if not leads:
        return 0.0
    marks = sorted(_MARK.findall(text), key=lambda mark: mark[0] != "@")
    named = next((leads[mark] for mark in map(str.casefold, marks) if mark in leads), None)
    return named if named is not None else leads.get("", 0.0)
