"""Looking at a screen: at every size, in some themes, and without colours."""

import re
from collections.abc import Awaitable, Callable

from textual.widgets import Input

from tests.make.screenshots import tidy
from tests.ui.conftest import AppDriver
from tests.ui.drawn import drawn_letters
from tests.ui.golden.kept import Kept, compare_picture
from tests.ui.golden.looks import Drawn, table_of_looks
from tests.ui.whole import cut

SMALL, HOME = (80, 24), (100, 30)
SIZES = (SMALL, (120, 40), (200, 60), HOME)
IN_THEMES = ("night", "day", "contrast")
PICTURES = {"watching", "captions", "article"}
OF_TEXTUAL = {"palette"}
"""Changes its colours when it is opened anew, and not before."""
MOVING = {"live"}
"""Their figures and their strip go on."""
_HANDLE = re.compile(r"\w{4}  \d{4}-\d\d-\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME_OF_DAY = re.compile(r"\d\d:\d\d:\d\d")
_STILL = str.maketrans("123456789━╍▁▂▃▄▅▆▇█", "000000000──" + " " * 8)

Look = Callable[[AppDriver, str], Awaitable[None]]


async def look_in_colours(driver: AppDriver, name: str) -> None:
    """The letters at every size, the colours in some themes, and of some screens a picture."""
    stored = Kept(name)
    _hold_cursor(driver)
    for size in SIZES:
        await driver.resize(*size)
        await stored.compare("{}x{}".format(*size), lambda: _text(driver, name), driver.pilot.pause)
        if size == SMALL:
            assert cut(driver) == []
    if name in PICTURES:
        await compare_picture(name, lambda: _picture(driver), driver.pilot.pause)
    themes = IN_THEMES[:1] if name in OF_TEXTUAL else IN_THEMES
    drawn = {theme: await _in_theme(driver, name, theme) for theme in themes}
    driver.app.theme = IN_THEMES[0]
    await stored.compare("colours", lambda: table_of_looks(drawn), driver.pilot.pause)


async def look_without_colours(driver: AppDriver, name: str) -> None:
    """The greys under NO_COLOR."""
    assert driver.app.no_color
    _hold_cursor(driver)
    await Kept(name).compare(
        "NO_COLOR", lambda: table_of_looks({"": _letters(driver, name)}), driver.pilot.pause
    )


def _hold_cursor(driver: AppDriver) -> None:
    for line in driver.app.screen.query(Input):
        line.cursor_blink = False


def _text(driver: AppDriver, name: str) -> str:
    return _timeless(driver.text, name) + "\n"


def _timeless(text: str, name: str) -> str:
    """The text without what another day, another run changes; all else keeps its place."""
    text = _DAY.sub("YYYY-MM-DD", _HANDLE.sub("HNDL  YYYY-MM-DD", text))
    return text.translate(_STILL) if name in MOVING else _TIME_OF_DAY.sub("HH:MM:SS", text)


def _picture(driver: AppDriver) -> str:
    return tidy(driver.app.export_screenshot(title="hearingnotes"))


async def _in_theme(driver: AppDriver, name: str, theme: str) -> Drawn:
    driver.app.theme = theme
    await driver.pilot.pause()
    return _letters(driver, name)


def _letters(driver: AppDriver, name: str) -> Drawn:
    """The lines, their letters as `_text` has them."""
    return [
        [
            letter._replace(sign=sign)
            for letter, sign in zip(
                line, _timeless("".join(letter.sign for letter in line), name), strict=True
            )
        ]
        for line in drawn_letters(driver.app)
    ]
