"""The picture in pixels: what the terminal is sent, and when."""

from collections.abc import Callable

import pytest
from PIL import Image
from textual.geometry import Region

from hearingnotes.config.settings import Settings
from hearingnotes.graphics.detect import all_protocols, protocol_names
from hearingnotes.graphics.protocols import kitty, sixel
from hearingnotes.ui.hearing import picture as picture_controller
from hearingnotes.ui.hearing.picture_view import PictureView
from hearingnotes.ui.hearing.pixel_renderer import EncodedPicture, PassthroughStrip, PictureEncoded
from tests.graphics.decoding import iterm_picture, kitty_commands, kitty_picture, sixel_picture
from tests.ui.conftest import AppDriver, StartProgram

LARGE = (120, 40)
CELL = (10, 21)
READ: dict[str, Callable[[str], Image.Image]] = {
    "kitty": lambda text: kitty_picture(text)[1],
    "iterm": lambda text: iterm_picture(text)[1],
    "sixel": sixel_picture,
}
LYING = ("iterm", "sixel")
"""Those whose pictures lie on the cells."""


class SlowCanvas:
    """A terminal that takes a picture when it is told to, or at once."""

    def __init__(self) -> None:
        self.cell: tuple[int, int] | None = CELL
        self.sent: list[str] = []
        self.ordered: list[str] = []
        self.takes_at_once = True
        self._waiting: list[Callable[[], object]] = []

    def cell_size(self) -> tuple[int, int] | None:
        return self.cell

    def put(self, text: str, taken: Callable[[], object]) -> None:
        self.sent.append(text)
        assert not self._waiting
        self._waiting.append(taken)
        if self.takes_at_once:
            self.take()

    def take(self) -> None:
        self._waiting.pop()()

    def order(self, text: str) -> None:
        self.ordered.append(text)


@pytest.fixture
def canvas(monkeypatch: pytest.MonkeyPatch) -> SlowCanvas:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    canvas = SlowCanvas()
    monkeypatch.setattr(picture_controller, "overlay_of", lambda _: canvas)
    return canvas


def with_protocol(protocol: str) -> Settings:
    return Settings(picture="on", picture_form=protocol, picture_rate=20)


def pane(driver: AppDriver) -> PictureView:
    return driver.screen.picture_controller.pane


def side(driver: AppDriver) -> list[str]:
    """What stands where the picture is."""
    region = pane(driver).region
    strips = driver.app.screen._compositor.render_strips(driver.app.size)
    return [strips[y].crop(region.x, region.right).text for y in region.line_range]


def pictures(canvas: SlowCanvas) -> list[str]:
    """What it was sent beside the mark that lies behind half blocks."""
    return [text for text in canvas.sent if text != "\x1b7\x1b8"]


async def sent(driver: AppDriver, canvas: SlowCanvas, count: int = 1) -> str:
    await driver.until(lambda: len(canvas.sent) >= count, f"{count} pictures")
    return canvas.sent[-1]


async def moved(driver: AppDriver, canvas: SlowCanvas) -> None:
    """Have another frame be shown, whether it differs or not."""
    player = driver.screen.session.player
    player.request_frames(None)
    player.request_frames(driver.screen.picture_controller._requested_frames[1])  # type: ignore[index]


@pytest.mark.parametrize("protocol", protocol_names())
async def test_the_picture_is_sent_in_the_pixels_of_its_cells(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol(protocol)) as driver:
        text = await sent(driver, canvas)
        region = pane(driver).region
        assert text.startswith(f"\x1b7\x1b[{region.y + 1};{region.x + 1}H")
        assert text.endswith("\x1b8")
        picture = READ[protocol](text)
        wanted = all_protocols()[protocol].frame_size((region.width, region.height), CELL)
        assert picture.size == wanted
        assert region.width * CELL[0] / (region.height * CELL[1]) == pytest.approx(16 / 9, rel=0.1)
        for x, (red, blue) in ((0.25, (254, 0)), (0.75, (0, 254))):
            there = picture.getpixel((int(x * picture.width), picture.height // 2))
            assert isinstance(there, tuple)
            assert abs(there[0] - red) < 12
            assert abs(there[2] - blue) < 12


async def test_kitty_placeholders_stand_in_all_cells_with_the_number_as_their_colour(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol("kitty")) as driver:
        keys, _ = kitty_picture(await sent(driver, canvas))
        size = pane(driver).size
        assert (keys["c"], keys["r"]) == (str(size.width), str(size.height))
        for y, text in enumerate(side(driver)):
            assert text == "".join(kitty.cell(x, y) for x in range(size.width))
        style = next(iter(pane(driver).render_line(0))).style
        assert style is not None
        assert style.color is not None
        assert style.color.get_ansi_codes() == ("38", "5", keys["i"])


@pytest.mark.parametrize("protocol", LYING)
async def test_textual_leaves_the_cells_alone_once_a_picture_lies_on_them(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    canvas.takes_at_once = False
    async with program(halves, size=LARGE, settings=with_protocol(protocol)) as driver:
        await sent(driver, canvas)
        strip = pane(driver).render_line(0)
        assert isinstance(strip, PassthroughStrip)
        width = pane(driver).size.width
        assert strip.render(driver.app.console) == f"\x1b[{width}C"
        parts = [*strip.divide([3, width]), strip.crop(5, 9), strip.crop(-2, 4)]
        rendered = [part.render(driver.app.console) for part in parts]
        assert rendered == ["\x1b[3C", f"\x1b[{width - 3}C", "\x1b[4C", "\x1b[4C"]
        canvas.take()


@pytest.mark.parametrize("protocol", LYING)
async def test_the_picture_is_sent_again_where_textual_would_have_painted(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol(protocol)) as driver:
        text = await sent(driver, canvas)
        driver.screen.session.player.set_paused(True)
        before = len(canvas.sent)
        (strip,) = pane(driver).render_lines(Region(0, 0, pane(driver).size.width, 1))
        await driver.pilot.pause()
        assert len(canvas.sent) == before
        (strip,) = pane(driver).render_lines(Region(0, 0, pane(driver).size.width, 1))
        strip.render(driver.app.console)
        assert await sent(driver, canvas, before + 1) == text


async def test_a_terminal_that_takes_nothing_is_sent_nothing_and_keys_go_on(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    canvas.takes_at_once = False
    async with program(halves, size=LARGE, settings=with_protocol("iterm")) as driver:
        await sent(driver, canvas)
        newest = len(canvas.sent)
        for number in range(3):
            await moved(driver, canvas)
            await driver.note(f"note {number}")
        assert len(canvas.sent) == newest == 1
        canvas.takes_at_once = True
        canvas.take()
        await sent(driver, canvas, 2)


async def test_half_blocks_wait_for_the_terminal_too(
    program: StartProgram, numbered: str, canvas: SlowCanvas
) -> None:
    canvas.takes_at_once = False
    async with program(numbered, size=LARGE, settings=with_protocol("blocks")) as driver:
        await sent(driver, canvas)
        rows = pane(driver)._rows
        await driver.until(lambda: pane(driver)._next, "another frame")
        assert pane(driver)._rows == rows
        assert len(canvas.sent) == 1
        canvas.take()
        await sent(driver, canvas, 2)
        assert pane(driver)._rows != rows
        assert {*canvas.sent} == {"\x1b7\x1b8"}


@pytest.mark.parametrize("protocol", protocol_names())
async def test_the_picture_is_blank_under_another_screen_and_comes_back_after_it(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol(protocol)) as driver:
        await sent(driver, canvas)
        driver.screen.session.player.set_paused(True)
        for key, back in (("question_mark", "escape"), ("x", "escape"), ("ctrl+p", "escape")):
            await driver.press(key)
            await driver.until(lambda: driver.app.screen is not driver.screen, "a page")
            before = len(canvas.sent)
            await moved(driver, canvas)
            pane(driver).refresh()
            await driver.pilot.pause()
            assert not any(kitty.PLACEHOLDER in line for line in side(driver))
            assert not isinstance(pane(driver).render_line(0), PassthroughStrip)
            assert len(canvas.sent) == before
            await driver.press(back)
            await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
            await sent(driver, canvas, before + 1)
            if protocol == "kitty":
                assert all(kitty.PLACEHOLDER in line for line in side(driver))


@pytest.mark.parametrize("protocol", LYING)
async def test_the_picture_wipes_what_another_screen_left_on_its_cells(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    canvas.takes_at_once = False
    async with program(halves, size=LARGE, settings=with_protocol(protocol)) as driver:
        await sent(driver, canvas)
        assert isinstance(pane(driver).render_line(0), PassthroughStrip)
        await driver.press("question_mark")
        await driver.until(lambda: driver.app.screen is not driver.screen, "a page")
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.screen, "the hearing")
        assert not isinstance(pane(driver).render_line(0), PassthroughStrip)
        canvas.take()
        await sent(driver, canvas, 2)
        assert isinstance(pane(driver).render_line(0), PassthroughStrip)
        canvas.take()


@pytest.mark.parametrize("protocol", protocol_names())
@pytest.mark.parametrize("is_covered", [False, True])
async def test_the_picture_is_sent_again_when_the_program_is_resumed(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str, is_covered: bool
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol(protocol)) as driver:
        text = await sent(driver, canvas)
        driver.screen.session.player.set_paused(True)
        if is_covered:
            await driver.press("question_mark")
            await driver.until(lambda: driver.app.screen is not driver.screen, "a page")
        before = len(canvas.sent)
        driver.app.app_resume_signal.publish(driver.app)
        if is_covered:
            await driver.press("escape")
        assert await sent(driver, canvas, before + 1) == text


async def test_a_hidden_picture_is_deleted_from_the_terminal(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol("kitty")) as driver:
        await sent(driver, canvas)
        await driver.press("P")
        await driver.until(lambda: canvas.ordered, "its end")
        assert [keys["a"] for keys, _ in kitty_commands("".join(canvas.ordered))] == ["d"]
        before = len(canvas.sent)
        await driver.press("P")
        await sent(driver, canvas, before + 1)
        await driver.press("q")
        await driver.until(lambda: len(canvas.ordered) == 2, "its end")
    assert canvas.ordered == [kitty.PROTOCOL.away] * 2


async def test_a_window_of_another_size_gets_another_picture(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol("sixel")) as driver:
        await sent(driver, canvas)
        for size, cell in (((180, 50), CELL), ((180, 50), (8, 16)), ((150, 45), (8, 16))):
            canvas.cell = cell
            await driver.pilot.resize_terminal(*LARGE)
            await driver.pilot.resize_terminal(*size)

            def fits() -> bool:
                region = pane(driver).region
                pixels = region.width * canvas.cell[0], region.height * canvas.cell[1]  # type: ignore[index]
                begins = f"\x1b7\x1b[{region.y + 1};{region.x + 1}H"
                return canvas.sent[-1].startswith(begins) and pixels == sixel_size(canvas.sent[-1])

            await driver.until(fits, "a picture of its size")


async def test_sixel_fills_large_cells_within_its_limit_of_pixels(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    canvas.cell = width, height = 40, 80
    async with program(halves, size=(180, 50), settings=with_protocol("sixel")) as driver:
        size = sixel_size(await sent(driver, canvas))
        region = pane(driver).region
        assert size == (region.width * width, region.height * height)
        assert size[0] * size[1] <= sixel.MOST_PIXELS
        assert size[0] / size[1] == pytest.approx(16 / 9, rel=0.1)


@pytest.mark.parametrize("waits", ["to be encoded", "to be sent"])
async def test_a_frame_of_an_earlier_size_is_not_sent(
    program: StartProgram,
    numbered: str,
    canvas: SlowCanvas,
    monkeypatch: pytest.MonkeyPatch,
    waits: str,
) -> None:
    canvas.takes_at_once = False
    async with program(numbered, size=LARGE, settings=with_protocol("sixel")) as driver:
        await sent(driver, canvas)
        shown, player = pane(driver), driver.screen.session.player
        pixels = shown.pixels
        assert pixels is not None
        await driver.until(lambda: pixels._frame, "a frame that waits")
        player.set_paused(True)
        monkeypatch.setattr(player, "request_frames", lambda _: None)
        drawing = EncodedPicture("stale", (shown.size.width, shown.size.height), shown.frame_size)
        canvas.cell = (2 * CELL[0], 2 * CELL[1])
        driver.screen.panes.lay_out()
        if waits == "to be sent":
            shown.post_message(PictureEncoded(drawing))
        canvas.take()
        await driver.until(lambda: not pixels._is_busy, "an end of it")
        assert len(canvas.sent) == 1


def sixel_size(text: str) -> tuple[int, int]:
    return sixel_picture(text).size


@pytest.mark.parametrize("lacks", ["size", "colours", "terminal"])
async def test_the_picture_stays_in_half_blocks_where_the_terminal_is_uncertain(
    program: StartProgram,
    halves: str,
    canvas: SlowCanvas,
    lacks: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if lacks == "size":
        canvas.cell = None
    elif lacks == "colours":
        monkeypatch.setenv("NO_COLOR", "1")
    else:
        monkeypatch.setattr(picture_controller, "overlay_of", lambda _: None)
    async with program(halves, size=LARGE, settings=with_protocol("kitty")) as driver:
        await driver.until(lambda: pane(driver)._rows, "half blocks")
        assert pictures(canvas) == []
        assert kitty.PLACEHOLDER not in "".join(side(driver))


async def test_a_picture_that_cannot_be_encoded_is_drawn_in_half_blocks(
    program: StartProgram, halves: str, canvas: SlowCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearingnotes.graphics.protocols.iterm.QUALITY", "broken")
    async with program(halves, size=LARGE, settings=with_protocol("iterm")) as driver:
        await driver.until(lambda: pane(driver)._rows, "half blocks")
        assert set("".join(side(driver))) == {"▀"}
        assert pictures(canvas) == []


async def test_an_encoder_that_fails_later_deletes_the_picture_and_ends_its_thread(
    program: StartProgram, halves: str, canvas: SlowCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with program(halves, size=LARGE, settings=with_protocol("kitty")) as driver:
        await sent(driver, canvas)
        thread = pane(driver).pixels._worker._thread  # type: ignore[union-attr]
        assert thread is not None
        monkeypatch.setattr(kitty, "EFFORT", "broken")
        await moved(driver, canvas)
        await driver.until(lambda: pane(driver)._rows, "half blocks")
        assert canvas.ordered == [kitty.PROTOCOL.away]
        await driver.until(lambda: not thread.is_alive(), "its end")
