"""Marks that are completed, abbreviations that are written out, speakers that take turns."""

from datetime import UTC, datetime

import pytest

from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.roster import Roster, Speaker
from hearingnotes.session.completion import Aids, speaker_before, used_marks
from tests.ui.conftest import StartProgram

NOW = datetime(2026, 1, 16, tzinfo=UTC)
ROSTER = Roster(
    (Speaker("chair", "Shahana Hanif", "Chair", 1), Speaker("clerk")),
    {"nysd": "New York State Department", "c.m": "Council Member"},
)
AIDS = Aids(ROSTER, ("@witness", "#budget", "@chair"))


def notes(*texts: str) -> list[Note]:
    return [Note(f"N{at}", "H1", Moment(NOW), text) for at, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("@", ["@witness", "@chair", "@clerk"]),
        ("@C", ["@chair", "@clerk"]),
        ("@ha", ["@chair"]),
        ("@chair", []),
        ("on #b", ["#budget"]),
        ("# ", []),
        ("@x", []),
        ("a@c", []),
    ],
)
def test_a_mark_is_completed_from_the_roster_and_from_what_was_used(
    line: str, marks: list[str]
) -> None:
    assert [offer.mark for offer in AIDS.suggestions(line, len(line))] == marks


def test_a_suggested_mark_says_whom_it_means() -> None:
    (offer,) = AIDS.suggestions("@hanif", 6)
    assert offer.meaning == "Shahana Hanif, Chair"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("the NYSD", (4, "New York State Department")),
        ("c.m", (0, "Council Member")),
        ("#nysd", None),
        ("@nysd", None),
        ("xnysd", None),
        ("nysd ", None),
    ],
)
def test_an_abbreviation_is_written_out(line: str, found: tuple[int, str] | None) -> None:
    assert AIDS.written_out(line, len(line)) == found


def test_used_marks_are_found_in_notes() -> None:
    assert used_marks(notes("@a #x", "@b, @a #y")) == ("@a", "#x", "@b", "#y")


@pytest.mark.parametrize(
    ("current", "before"), [("", "witness"), ("witness", "chair"), ("chair", "witness")]
)
def test_the_speaker_before_is_the_other_of_two(current: str, before: str) -> None:
    spoken = notes("@witness: yes", "@witness > no", "nobody", "@chair asks")
    assert speaker_before(current, spoken) == before


def test_notes_without_speakers_have_no_speaker_before() -> None:
    assert speaker_before("", notes("a", "about @chair")) is None


async def test_a_note_is_typed_with_marks_abbreviations_and_speakers(program: StartProgram) -> None:
    async with program(roster=ROSTER) as driver:
        await driver.press("1")
        await driver.type("the nysd, it says #bu")
        await driver.press("enter")
        await driver.saved(1)
        await driver.press("n")
        await driver.type("@w")
        await driver.press("backspace", "backspace")
        await driver.type("no, #b")
        await driver.until(lambda: "Tab: #bu" in driver.heading, "an offer")
        await driver.press("tab", "ctrl+s")
        await driver.type("nysd")
        await driver.press("enter")
        await driver.saved(2)
        texts = [note.text for note in driver.on_disk()]
        assert texts == [
            "@chair: the New York State Department, it says #bu",
            "@chair: no, #bu New York State Department",
        ]


async def test_tab_goes_through_the_suggestions(program: StartProgram) -> None:
    async with program(roster=ROSTER, size=(120, 40)) as driver:
        await driver.press("n")
        await driver.type("ask @c")
        await driver.until(lambda: "Tab: @chair (Shahana Hanif, Chair)  @clerk" in driver.heading)
        await driver.press("tab", "tab")
        await driver.type("why")
        assert driver.screen.note_editor.text == "ask @clerk why"


async def test_tab_in_front_of_a_note_sets_the_speaker(program: StartProgram) -> None:
    async with program(roster=ROSTER, size=(120, 40)) as driver:
        await driver.press("n")
        await driver.type("@c")
        await driver.until(lambda: "Tab: @chair" in driver.heading)
        await driver.press("tab", "tab")
        await driver.type("why")
        assert driver.screen.note_editor.text == "@clerk: why"


async def test_a_speaker_goes_below_the_section_and_the_cursor_with_it(
    program: StartProgram,
) -> None:
    async with program(roster=ROSTER) as driver:
        await driver.press("1")
        await driver.type("opens\r")
        await driver.saved(1)
        await driver.press("n")
        await driver.type("# Item")
        await driver.press("left", "ctrl+s", "right")
        await driver.type(" 4")
        await driver.press("end", "ctrl+s")
        assert driver.screen.note_editor.text == "# Item 4\n@chair: "
        await driver.press("down", "end")
        await driver.type("reads")
        assert driver.screen.note_editor.text == "# Item 4\n@chair: reads"


@pytest.mark.parametrize(
    ("then", "text"),
    [
        (("enter",), "the nysd"),
        (("space", "i", "t", "enter"), "the nysd it"),
        (("x", "backspace", "comma", "space", "c", ".", "m", "enter"), "the nysd, Council Member"),
    ],
)
async def test_an_abbreviation_that_was_undone_stays_as_typed(
    program: StartProgram, then: tuple[str, ...], text: str
) -> None:
    async with program(roster=ROSTER) as driver:
        await driver.press("n")
        await driver.type("the nysd ")
        assert driver.screen.note_editor.text == "the New York State Department "
        await driver.press("ctrl+z", "ctrl+z")
        assert driver.screen.note_editor.text == "the nysd"
        await driver.press(*then)
        await driver.saved(1)
        assert [note.text for note in driver.on_disk()] == [text]
        await driver.press("e", "enter")
        await driver.saved(1)
        assert [note.text for note in driver.on_disk()] == [text]
        await driver.note("nysd")
        assert driver.on_disk()[-1].text == "New York State Department"


async def test_typed_lines_are_undone_and_redone(program: StartProgram) -> None:
    async with program() as driver:
        note_editor = driver.screen.note_editor
        await driver.press("n")
        await driver.type("one")
        await driver.press(*["ctrl+n", "x"] * 6)
        whole = note_editor.text
        note_editor.clear()
        for keys in (("ctrl+z",), ("ctrl+y", "ctrl+z")):
            await driver.press(*keys)
            await driver.until(lambda: note_editor.text == whole, f"all lines after {keys}")
        assert note_editor.cursor_location == (6, 1)
        await driver.press(*["ctrl+z"] * 20)
        await driver.until(lambda: note_editor.text == "", "nothing")
        await driver.type("two\r")
        await driver.saved(1)
        assert driver.on_disk()[0].text == "two"
