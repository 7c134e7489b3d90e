"""What a newcomer is told, once."""

from hearingnotes.config.settings import Settings
from tests.ui.conftest import AppDriver, StartProgram

ONE_LINE = "No notes yet. Press n the moment you hear something."


def shown(driver: AppDriver) -> list[str]:
    """What stands where notes will be."""
    rows = driver.text.splitlines()[
        driver.screen.note_list.region.y : driver.screen.heading.region.y
    ]
    return [row.strip() for row in rows if row.strip()]


async def test_the_first_start_explains_in_three_lines_how_to_begin(program: StartProgram) -> None:
    async with program() as driver:
        assert shown(driver) == [
            "n notes what you hear: its second is taken at the key. Type, then Enter.",
            "space pauses; ← and → go back and on 5 seconds; p plays from a note.",
            "? shows all keys; Ctrl+Q leaves. What you note is kept at once.",
        ]
        await driver.note("heard")
        assert len(shown(driver)) == 1
    async with program() as driver:
        assert "heard" in driver.text


async def test_the_guidance_is_never_shown_again(program: StartProgram) -> None:
    async with program() as driver:
        assert len(shown(driver)) == 3
    async with program() as driver:
        assert shown(driver) == [ONE_LINE]


async def test_the_guidance_names_the_keys_that_work(program: StartProgram) -> None:
    settings = Settings(capture="type", keys={"pause": "f7", "anchors": "f8"})
    async with program(settings=settings) as driver:
        lines = shown(driver)
        assert lines[0].startswith("Any letter begins a note")
        assert lines[1].startswith("F7 pauses")


async def test_the_guidance_is_not_shown_where_notes_are(program: StartProgram) -> None:
    async with program() as driver:
        await driver.note("heard")
        driver.app.state_store.remembered.path.unlink(missing_ok=True)
    async with program() as driver:
        assert shown(driver)[0].endswith("heard")
        await driver.press("d")
        await driver.until(lambda: "Deleted" in driver.says)
        assert shown(driver) == [ONE_LINE]


async def test_the_guidance_wraps_in_a_narrow_window(program: StartProgram) -> None:
    async with program(size=(40, 12)) as driver:
        assert " ".join(shown(driver)).startswith("n notes what you hear: its second is taken")
