"""The notes of the hands-free demonstration, each taken as soon as its subject was spoken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scene:
    """A note of the demonstration, captured at second `second_s` of the recording."""

    second_s: float
    note: str


SCENES = (
    Scene(17.5, "Item 1 is called: Resolution 41, opening hours of the branch libraries."),
    Scene(40.7, "Ashgrove: 412,000 visits last year, up 18 percent, four branches shut two days."),
    Scene(54.0, "“A locked library serves no one, and we lock four of ours two days a week.”"),
    Scene(69.8, "Vandry: $900,000 and not one hour longer. Where did the money go?"),
    Scene(102.4, "Ashgrove commits: full accounting by March 13, Millrace Sundays from April 12."),
    Scene(183.4, "Vote 3 to 1: Resolution 41 goes to the full council on February 26."),
)
