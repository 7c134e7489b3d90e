"""A new hearing whose recording is in the library already goes on in the hearing that has it."""

from hearingnotes.library.events import HearingMerged
from hearingnotes.library.hearings import StoredHearing
from hearingnotes.ui import messages
from tests.library.conftest import HEARING, RECORDING, make_note
from tests.ui.conftest import AppDriver, StartProgram


async def report_merge(driver: AppDriver, gone_id: str) -> None:
    """The screen is told that the hearing `gone_id` joined another one."""
    report = HearingMerged(
        gone_id, StoredHearing(HEARING, (RECORDING,), 1), (make_note(1, "theirs"),), ()
    )
    driver.screen.post_message(messages.LibraryReported(report))
    await driver.pilot.pause()


async def test_a_hearing_that_was_left_joins_another_and_the_open_one_stays(
    program: StartProgram,
) -> None:
    async with program() as driver:
        await driver.playback()
        await driver.note("heard here")
        before = driver.screen.session.hearing, driver.screen.session.recordings
        await report_merge(driver, "01KF3Z00000000000000000099")
        assert (driver.screen.session.hearing, driver.screen.session.recordings) == before
        assert [note.text for note in driver.screen.session.note_index.all()] == ["heard here"]


async def test_the_open_hearing_goes_on_in_the_one_that_it_joins(program: StartProgram) -> None:
    async with program() as driver:
        await driver.playback()
        await report_merge(driver, driver.screen.session.hearing.id)
        assert driver.screen.session.hearing == HEARING
        assert "theirs" in driver.text
