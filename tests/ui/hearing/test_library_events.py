"""A new hearing whose recording is in the library already goes on in the hearing that has it."""

from hearingnotes.library.events import HearingMerged
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.ui import messages
from tests.library.conftest import HEARING, RECORDING, make_note
from tests.ui.conftest import Hands, StartProgram


async def heard_of(hands: Hands, gone_id: str) -> None:
    """The screen is told that the hearing `gone_id` joined another one."""
    report = HearingMerged(
        gone_id, StoredHearing(HEARING, (RECORDING,), 1), (make_note(1, "theirs"),), ()
    )
    hands.screen.post_message(messages.LibraryReported(report))
    await hands.pilot.pause()


async def test_a_hearing_that_was_left_joins_another_and_the_open_one_stays(
    program: StartProgram,
) -> None:
    async with program() as hands:
        await hands.playback()
        await hands.note("heard here")
        before = hands.screen.session.hearing, hands.screen.session.recordings
        await heard_of(hands, "01KF3Z00000000000000000099")
        assert (hands.screen.session.hearing, hands.screen.session.recordings) == before
        assert [note.text for note in hands.screen.session.note_index.all()] == ["heard here"]


async def test_the_open_hearing_goes_on_in_the_one_that_it_joins(program: StartProgram) -> None:
    async with program() as hands:
        await hands.playback()
        await heard_of(hands, hands.screen.session.hearing.id)
        assert hands.screen.session.hearing == HEARING
        assert "theirs" in hands.text
