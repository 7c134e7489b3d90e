"""The notes that the hands-free demonstration takes, each as soon as its matter has been said."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Scene:
    """At second `second_s` of the recording the reporter presses a key and types `note`.

    `speaker_key` is a key of `SPEAKERS`, which puts the speaker before the note; None for the
    plain key.
    """

    second_s: float
    note: str
    speaker_key: str | None = None


SPEAKERS: Mapping[str, str] = MappingProxyType({"1": "@marrick", "2": "@ashgrove", "3": "@vandry"})
"""What the keys put before a note, as in the settings."""

SCENES = (
    Scene(17.5, "# Item 1: Resolution 41, opening hours of the branch libraries"),
    Scene(40.7, "412,000 visits last year, up 18 percent, with four branches shut two days", "2"),
    Scene(
        54.0,
        "> A locked library serves no one, and we lock four of ours two days a week. @ashgrove",
    ),
    Scene(69.8, "$900,000 and not one hour longer. Where did the money go? #followup", "3"),
    Scene(
        102.4,
        "commits: full accounting by March 13, Millrace open Sundays from April 12 #date",
        "2",
    ),
    Scene(
        183.4, "Vote 3 to 1: Resolution 41 approved, to the full council February 26. No: Orrick"
    ),
)
