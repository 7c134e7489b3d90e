"""The strip: the whole hearing at one glance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearingnotes.ui.hearing.timeline_strip import StripSpan, bar, density, played_cells
from tests.ui.conftest import StartProgram

SECONDS = st.floats(0, 40_000)


@pytest.mark.parametrize(
    ("stretch", "sections_s", "drawn"),
    [
        (StripSpan(100), (), "──────────"),
        (StripSpan(100, 0), (), "──────────"),
        (StripSpan(100, 50), (), "━━━━━─────"),
        (StripSpan(100, 100), (), "━━━━━━━━━━"),
        (StripSpan(100, 250), (), "━━━━━━━━━━"),
        (StripSpan(100, 50), (0, 25, 70, 99.9, 100), "╋━╋━━──┼─┼"),
        (StripSpan(100, 70, (40, 90)), (), "╍╍╍╍━━━───"),
        (StripSpan(100, 70, (40, 80)), (10,), "╍╋╍╍━━━──╌"),
        (StripSpan(0, 5), (), "──────────"),
    ],
)
def test_the_strip_draws_position_and_sections(
    stretch: StripSpan, sections_s: tuple[float, ...], drawn: str
) -> None:
    assert bar(stretch, sections_s, 10) == drawn


@pytest.mark.parametrize(
    ("notes_s", "drawn"),
    [
        ((), "          "),
        ((5,), "▂         "),
        ((5, 5, 5, 5), "█         "),
        ((0, 99, 150), "▂        ▄"),
        ((*[5] * 16, 15), "█▁        "),
    ],
)
def test_the_strip_draws_the_density_of_notes(notes_s: tuple[float, ...], drawn: str) -> None:
    assert density(StripSpan(100), notes_s, 10) == drawn


@given(SECONDS, st.none() | SECONDS, st.lists(SECONDS, max_size=20), st.integers(0, 200))
def test_the_strip_draws_every_line_in_its_width(
    whole_s: float, here_s: float | None, notes_s: list[float], width: int
) -> None:
    stretch = StripSpan(whole_s, here_s)
    assert len(bar(stretch, notes_s, width)) == width
    assert len(density(stretch, notes_s, width)) == width
    assert 0 <= played_cells(stretch, width) <= width


@given(st.integers(1, 200), st.data())
def test_a_clicked_column_of_the_strip_gives_a_second_within_it(
    width: int, data: st.DataObject
) -> None:
    column = data.draw(st.integers(0, width - 1))
    stretch = StripSpan(36_000.0)
    assert abs(stretch.cell(stretch.second_s(column, width), width) - column) <= 1
    assert StripSpan(100, 50, (40, 60)).second_s(0, width) == 40


async def test_the_strip_shows_sections_and_notes_and_a_click_goes_there(
    program: StartProgram,
) -> None:
    async with program(size=(120, 40)) as driver:
        await driver.playback()
        await driver.press("g")
        await driver.type("5:00\r")
        await driver.until(lambda: (driver.screen.session.second_s() or 0) > 299)
        await driver.note("# Item 1")
        await driver.note("read aloud")
        width = driver.app.size.width
        await driver.until(lambda: "▄" in driver.text, "both notes")
        bar_row = driver.text.splitlines()[2 + 1]
        assert bar_row.index("╋" if "╋" in bar_row else "┼") == width // 2
        await driver.pilot.click("TransportBar", offset=(width // 4, 2))
        await driver.until(lambda: 140 < (driver.screen.session.second_s() or 0) < 200, "2:30")
