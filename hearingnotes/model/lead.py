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


def changed_leads(leads: Leads, mark: str, seconds: float) -> dict[str, float]:
    """The leads, with that of a speaker, a tag or (with no mark) the hearing set anew.

    Setting the hearing's to 0 takes it away; a mark's 0 stays, against the hearing's.
    """
    others = {name: lead for name, lead in leads.items() if name != mark}
    return others if seconds == 0 and not mark else {**others, mark: seconds}
