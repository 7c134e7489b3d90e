"""What y copies is the person's to say."""

import pytest

from hearingnotes.config.settings import Settings
from tests.ui.conftest import StartProgram


@pytest.fixture(autouse=True)
def no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("snippet", "copied"),
    [
        (None, "@chair: the levy (Source: hearing.flac#t=0)"),
        ("{{ story.title }} {{ entry.stamp }} {{ entry.prose }}", "hearing 0:00 chair: the levy"),
    ],
)
async def test_the_snippet_is_a_template_of_one_note(
    program: StartProgram, snippet: str | None, copied: str
) -> None:
    settings = Settings(snippet=snippet) if snippet else Settings()
    async with program(settings=settings) as driver:
        await driver.playback()
        await driver.note("@chair: the levy")
        await driver.press("y")
        await driver.until(lambda: "terminal" in driver.says, "the copy")
        assert driver.app.clipboard == copied


async def test_an_unknown_field_of_the_snippet_is_reported(program: StartProgram) -> None:
    async with program(settings=Settings(snippet="{{ entry.nothing }}")) as driver:
        await driver.playback()
        await driver.note("the levy")
        await driver.press("y")
        await driver.until(lambda: "settings, snippet, line 1: " in driver.says, "the error")
        assert "no field nothing" in driver.says
