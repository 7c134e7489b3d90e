"""Times as people type them, and as they are shown."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.model.timecode import format_time, parse_time


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("90", 90),
        ("90s", 90),
        ("90.5", 90.5),
        ("90.5s", 90.5),
        ("0", 0),
        ("0s", 0),
        ("2m", 120),
        ("1h", 3600),
        ("1m30s", 90),
        ("1m30", 90),
        ("90m", 5400),
        ("1h30", 5400),
        ("1h30s", 3630),
        ("1h30m", 5400),
        ("1h2m3s", 3723),
        ("1h2m3", 3723),
        ("1H2M3S", 3723),
        ("1:30", 90),
        ("1:30.5", 90.5),
        ("0:05", 5),
        ("75:00", 4500),
        ("100:00", 6000),
        ("01:02:03", 3723),
        ("1:55:57", 6957),
        ("01:02:03.25", 3723.25),
        ("  1:30\n", 90),
    ],
)
def test_a_time_is_read_in_every_spelling_that_people_type(text: str, seconds: float) -> None:
    assert parse_time(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "soon",
        "h",
        "s",
        "1x",
        "-90",
        "−90",
        "+90",
        "-1:30",
        "nan",
        "inf",
        "1e3",
        "1_000",
        "0x10",
        ".5",
        "5.",
        "1.5h",
        "1h30.5",
        "3s2m",
        "1m 30s",
        "1:",
        ":30",
        "1:75",
        "1:60",
        "1:75:00",
        "1:100:00",
        "1:2:3:4",
        "1:30s",
        "1:5.5:00",
        "٩٠",
        "９０",
        "1:３0",
        "90ſ",
        "9" * 10,
        "9" * 5000,
        "1:" + "0" * 5000,
        "90\x00",
    ],
)
def test_nonsense_is_no_time_and_never_second_0(text: str) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0:00"),
        (5, "0:05"),
        (59.999, "0:59"),
        (60, "1:00"),
        (754.2, "12:34"),
        (3599.9, "59:59"),
        (3600, "1:00:00"),
        (6957, "1:55:57"),
        (36000, "10:00:00"),
        (-42, "−0:42"),
        (-0.0, "0:00"),
        (-41.5, "−0:42"),
        (-3723, "−1:02:03"),
    ],
)
def test_a_time_is_shown_in_whole_seconds_rounded_down(seconds: float, text: str) -> None:
    assert format_time(seconds) == text


@given(st.floats(0, 1e9, exclude_max=True))
def test_a_shown_time_is_read_as_the_same_second(seconds: float) -> None:
    assert parse_time(format_time(seconds)) == math.floor(seconds)


@given(st.text(st.characters() | st.sampled_from("0123456789hms:. "), max_size=12))
def test_a_text_gives_a_finite_time_or_none(text: str) -> None:
    seconds = parse_time(text)
    assert seconds is None or (math.isfinite(seconds) and seconds >= 0)
