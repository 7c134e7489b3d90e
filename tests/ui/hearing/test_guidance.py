"""What a newcomer is told, once."""

from hearingnotes.config.settings import Settings
from tests.ui.conftest import Hands, StartProgram

ONE_LINE = "No notes yet. Press n the moment you hear something."


def shown(hands: Hands) -> list[str]:
    """What stands where notes will be."""
    rows = hands.text.splitlines()[hands.screen.note_list.region.y : hands.screen.heading.region.y]
    return [row.strip() for row in rows if row.strip()]


async def test_the_first_start_explains_in_three_lines_how_to_begin(program: StartProgram) -> None:
    async with program() as hands:
        assert shown(hands) == [
            "n notes what you hear: its second is taken at the key. Type, then Enter.",
            "space pauses; ← and → go back and on 5 seconds; p plays from a note.",
            "? shows all keys; Ctrl+Q leaves. What you note is kept at once.",
        ]
        await hands.note("heard")
        assert len(shown(hands)) == 1
    async with program() as hands:
        assert "heard" in hands.text


async def test_the_guidance_is_never_shown_again(program: StartProgram) -> None:
    async with program() as hands:
        assert len(shown(hands)) == 3
    async with program() as hands:
        assert shown(hands) == [ONE_LINE]


async def test_the_guidance_names_the_keys_that_work(program: StartProgram) -> None:
    settings = Settings(capture="type", keys={"pause": "f7", "anchors": "f8"})
    async with program(settings=settings) as hands:
        told = shown(hands)
        assert told[0].startswith("Any letter begins a note")
        assert told[1].startswith("F7 pauses")


async def test_the_guidance_is_not_shown_where_notes_are(program: StartProgram) -> None:
    async with program() as hands:
        await hands.note("heard")
        hands.app.state_store.remembered.path.unlink(missing_ok=True)
    async with program() as hands:
        assert shown(hands)[0].endswith("heard")
        await hands.press("d")
        await hands.until(lambda: "Deleted" in hands.says)
        assert shown(hands) == [ONE_LINE]


async def test_the_guidance_wraps_in_a_narrow_window(program: StartProgram) -> None:
    async with program(size=(40, 12)) as hands:
        assert " ".join(shown(hands)).startswith("n notes what you hear: its second is taken")
