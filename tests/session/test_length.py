"""How long a recording is, as far as the player tells."""

import pytest

from hearingnotes.session.length import Length


def after(reported_s: list[float], known_s: float | None = None) -> float | None:
    length = Length()
    for seconds in reported_s:
        known_s = length.updated(seconds, known_s)
    return known_s


@pytest.mark.parametrize(
    ("reported_s", "known_s", "length_s"),
    [
        pytest.param([600.0], None, 600.0, id="a file"),
        pytest.param([600.0, 600.0, 600.02], None, 600.0, id="a file, told better at its end"),
        pytest.param([600.0], 599.0, 599.0, id="as the platform says"),
        pytest.param([9000.0, 600.0, 600.0], 600.0, 600.0, id="that of what played before"),
        pytest.param([0.5 * count for count in range(4, 60)], None, None, id="an endless stream"),
        pytest.param([2.0, 30.0, 31.0, 32.0, 33.0, 34.0, 35.0], 2.0, None, id="kept by mistake"),
        pytest.param([float(n) for n in range(50, 60)], 600.0, 600.0, id="a file being fetched"),
    ],
)
def test_a_growing_recording_has_no_length(
    reported_s: list[float], known_s: float | None, length_s: float | None
) -> None:
    assert after(reported_s, known_s) == length_s
