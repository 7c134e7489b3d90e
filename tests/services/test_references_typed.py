"""What is typed when the screen asks where a moment lies."""

import pytest

from hearingnotes.errors import HearingnotesError
from hearingnotes.model.hearing import LiveStatus, Recording
from hearingnotes.services.references import read_typed_second

KEY = "4LBmWqYuuDY"
ONE = Recording("1", "H", "youtube", KEY, f"https://youtu.be/{KEY}", duration_s=120.0)
OTHER = Recording("2", "H", "vimeo", "76979871", "https://vimeo.com/76979871", duration_s=600.0)
LIVE = Recording("3", "H", "youtube", "dQw4w9WgXcQ", "u", "", 60.0, LiveStatus.LIVE)
BOTH = (ONE, OTHER)


@pytest.mark.parametrize(
    ("text", "usual", "meant"),
    [
        ("1:10", ONE, ("1", 70)),
        ("5:00", OTHER, ("2", 300)),
        (f"https://youtu.be/{KEY}&t=90", OTHER, ("1", 90)),
        (f"https://youtu.be/{KEY}&t=90", None, ("1", 90)),
        ("9:00:00", LIVE, ("3", 32400)),
    ],
)
def test_a_typed_time_lies_in_the_usual_recording_and_a_link_in_its_own(
    text: str, usual: Recording | None, meant: tuple[str, float]
) -> None:
    recording, second_s = read_typed_second(text, BOTH, usual)
    assert (recording.id, second_s) == meant


@pytest.mark.parametrize(
    ("text", "usual", "why"),
    [
        ("5:00", ONE, "lasts only 2:00"),
        (f"https://youtu.be/{KEY}&t=121", OTHER, "lasts only 2:00"),
        ("1:10", None, "2 recordings"),
        ("soon", ONE, "not a time"),
        ("https://youtu.be/aaaaaaaaaaa&t=9", ONE, "not of this hearing"),
    ],
)
def test_a_typed_second_outside_of_the_hearing_is_refused(
    text: str, usual: Recording | None, why: str
) -> None:
    with pytest.raises(HearingnotesError, match=why):
        read_typed_second(text, BOTH, usual)
