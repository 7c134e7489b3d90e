"""What is said in the demo hearing, and by whom. The city and everyone in it are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice of espeak-ng. `pitch` is 0 to 99."""

    name: str
    pitch: int
    words_per_minute: int


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says without a break; each sentence becomes a caption cue."""

    voice: Voice
    sentences: tuple[str, ...]


def _turn(voice: Voice, *sentences: str) -> Turn:
    return Turn(voice, sentences)


CHAIR = Voice("en-us+f3", pitch=42, words_per_minute=158)
COMMISSIONER = Voice("en-us+m3", pitch=55, words_per_minute=160)
VANDRY = Voice("en-gb+f2", pitch=66, words_per_minute=172)
QUILL = Voice("en-gb-scotland+m7", pitch=12, words_per_minute=150)
PELL = Voice("en-us+f5", pitch=82, words_per_minute=165)
CLERK = Voice("en-gb-x-rp+m1", pitch=60, words_per_minute=165)
DUNMERE = Voice("en-us+m7", pitch=50, words_per_minute=150)
ORRICK = Voice("en-us+croak", pitch=25, words_per_minute=150)

# Where espeak-ng reads what is written in a way that nobody says it.
SAYINGS = {
    "10:04": "ten oh four",
    "$1.3 million": "1.3 million dollars",
    "$900,000": "900,000 dollars",
    "Mr. ": "Mister ",
}

TURNS = (
    _turn(
        CHAIR,
        "Good morning. It is 10:04, we have a quorum,"
        " and I call the Committee on Parks and Libraries to order.",
        "I am Council Member Wendla Marrick, and I chair this committee.",
        "Item 1 on our agenda is Resolution 41, on the opening hours of our branch libraries.",
        "We begin with the Commissioner of Libraries, Tobin Ashgrove."
        " Commissioner, you have the floor.",
    ),
    _turn(
        COMMISSIONER,
        "Thank you, Chair Marrick. Good morning, members.",
        "Harbor Falls has nine branch libraries."
        " Four of them are closed on both Sunday and Monday.",
        "Even so, we counted 412,000 visits last year. That is up 18 percent in two years.",
        "To open all nine branches seven days a week, we need $1.3 million a year"
        " and 14 new positions.",
        "I will be plain with you. A locked library serves no one,"
        " and we lock four of ours two days a week.",
    ),
    _turn(CHAIR, "Thank you, Commissioner. Council Member Vandry has a question."),
    _turn(
        VANDRY,
        "Thank you, Chair. Commissioner, last spring this council gave you $900,000"
        " for longer hours.",
        "Not one branch has opened one hour longer. Where did the money go?",
    ),
    _turn(
        COMMISSIONER,
        "That is a fair question, Council Member.",
        "About 600,000 went to emergency boiler repairs, at Kettle Hill and at Millrace.",
        "The other 300,000 has not been spent. We are holding it to hire staff.",
    ),
    _turn(
        VANDRY,
        "So we paid for hours, and we got boilers.",
        "When will this committee see the accounts, and when does the first branch open on a"
        " Sunday?",
    ),
    _turn(
        COMMISSIONER,
        "You will have a full accounting, branch by branch, by Friday, March 13.",
        "And Millrace will open on Sundays starting April 12. You have my word on that.",
    ),
    _turn(VANDRY, "April 12. I am writing that down, Commissioner."),
    _turn(
        CHAIR,
        "So noted. We turn now to the public. Our first witness is Hollis Quill.",
    ),
    _turn(
        QUILL,
        "Good morning. I drove a city bus for 31 years,"
        " and I live across the street from the Millrace branch.",
        "On Mondays I see schoolchildren on the front steps,"
        " catching the library's signal through a locked door.",
        "They do their homework in the cold. Last week I counted 11 of them.",
        "That ought to embarrass every one of us.",
    ),
    _turn(CHAIR, "Thank you, Mr. Quill. Our next witness is Junia Pell."),
    _turn(
        PELL,
        "Thank you. I am a night nurse, and I have two daughters.",
        "Sunday is the one day I could take them to the library, and Sunday is the day it is shut.",
        "I am not asking you for a new building. I am asking you to turn the key in the old one.",
    ),
    _turn(
        CHAIR,
        "Thank you both. The question is on Resolution 41. The clerk will call the roll.",
    ),
    _turn(CLERK, "Council Member Vandry?"),
    _turn(VANDRY, "With that date on the record, aye."),
    _turn(CLERK, "Council Member Dunmere?"),
    _turn(DUNMERE, "Aye."),
    _turn(CLERK, "Council Member Orrick?"),
    _turn(ORRICK, "Good cause, but I do not see where the money comes from. I vote no."),
    _turn(CLERK, "Chair Marrick?"),
    _turn(
        CHAIR,
        "The chair votes aye.",
        "By a vote of 3 to 1, Resolution 41 is approved,"
        " and it goes to the full council on February 26.",
        "There is no other business before us. This hearing is adjourned. Thank you all.",
    ),
)
