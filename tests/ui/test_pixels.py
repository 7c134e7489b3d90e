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
from tests.pixels.decoding import iterm_picture, kitty_commands, kitty_picture, sixel_picture
from tests.ui.conftest import Hands, StartProgram

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


def wishing(protocol: str) -> Settings:
    return Settings(picture="on", picture_form=protocol, picture_rate=20)


def pane(hands: Hands) -> PictureView:
    return hands.screen.picture_controller.pane


def side(hands: Hands) -> list[str]:
    """What stands where the picture is."""
    region = pane(hands).region
    strips = hands.app.screen._compositor.render_strips(hands.app.size)
    return [strips[y].crop(region.x, region.right).text for y in region.line_range]


def pictures(canvas: SlowCanvas) -> list[str]:
    """What it was sent beside the mark that lies behind half blocks."""
    return [text for text in canvas.sent if text != "\x1b7\x1b8"]


async def sent(hands: Hands, canvas: SlowCanvas, count: int = 1) -> str:
    await hands.until(lambda: len(canvas.sent) >= count, f"{count} pictures")
    return canvas.sent[-1]


async def moved(hands: Hands, canvas: SlowCanvas) -> None:
    """Have another frame be shown, whether it differs or not."""
    player = hands.screen.session.player
    player.request_frames(None)
    player.request_frames(hands.screen.picture_controller._requested_frames[1])  # type: ignore[index]


@pytest.mark.parametrize("protocol", protocol_names())
async def test_the_picture_in_the_pixels_of_its_cells(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    async with program(halves, size=LARGE, settings=wishing(protocol)) as hands:
        text = await sent(hands, canvas)
        region = pane(hands).region
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


async def test_placeholders_stand_in_all_cells_and_their_colour_is_the_number(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    async with program(halves, size=LARGE, settings=wishing("kitty")) as hands:
        keys, _ = kitty_picture(await sent(hands, canvas))
        size = pane(hands).size
        assert (keys["c"], keys["r"]) == (str(size.width), str(size.height))
        for y, text in enumerate(side(hands)):
            assert text == "".join(kitty.cell(x, y) for x in range(size.width))
        style = next(iter(pane(hands).render_line(0))).style
        assert style is not None
        assert style.color is not None
        assert style.color.get_ansi_codes() == ("38", "5", keys["i"])


@pytest.mark.parametrize("protocol", LYING)
async def test_textual_leaves_the_cells_alone_once_a_picture_lies_on_them(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    canvas.takes_at_once = False
    async with program(halves, size=LARGE, settings=wishing(protocol)) as hands:
        await sent(hands, canvas)
        strip = pane(hands).render_line(0)
        assert isinstance(strip, PassthroughStrip)
        width = pane(hands).size.width
        assert strip.render(hands.app.console) == f"\x1b[{width}C"
        parts = [*strip.divide([3, width]), strip.crop(5, 9), strip.crop(-2, 4)]
        rendered = [part.render(hands.app.console) for part in parts]
        assert rendered == ["\x1b[3C", f"\x1b[{width - 3}C", "\x1b[4C", "\x1b[4C"]
        canvas.take()


@pytest.mark.parametrize("protocol", LYING)
async def test_where_textual_would_have_painted_it_is_sent_again(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    async with program(halves, size=LARGE, settings=wishing(protocol)) as hands:
        text = await sent(hands, canvas)
        hands.screen.session.player.set_paused(True)
        before = len(canvas.sent)
        (strip,) = pane(hands).render_lines(Region(0, 0, pane(hands).size.width, 1))
        await hands.pilot.pause()
        assert len(canvas.sent) == before
        (strip,) = pane(hands).render_lines(Region(0, 0, pane(hands).size.width, 1))
        strip.render(hands.app.console)
        assert await sent(hands, canvas, before + 1) == text


async def test_a_terminal_that_takes_nothing_is_sent_nothing_and_keys_go_on(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    canvas.takes_at_once = False
    async with program(halves, size=LARGE, settings=wishing("iterm")) as hands:
        await sent(hands, canvas)
        newest = len(canvas.sent)
        for number in range(3):
            await moved(hands, canvas)
            await hands.note(f"note {number}")
        assert len(canvas.sent) == newest == 1
        canvas.takes_at_once = True
        canvas.take()
        await sent(hands, canvas, 2)


async def test_half_blocks_wait_for_the_terminal_too(
    program: StartProgram, numbered: str, canvas: SlowCanvas
) -> None:
    canvas.takes_at_once = False
    async with program(numbered, size=LARGE, settings=wishing("blocks")) as hands:
        await sent(hands, canvas)
        rows = pane(hands)._rows
        await hands.until(lambda: pane(hands)._next, "another frame")
        assert pane(hands)._rows == rows
        assert len(canvas.sent) == 1
        canvas.take()
        await sent(hands, canvas, 2)
        assert pane(hands)._rows != rows
        assert {*canvas.sent} == {"\x1b7\x1b8"}


@pytest.mark.parametrize("protocol", protocol_names())
async def test_under_another_screen_are_blanks_and_behind_it_the_picture_comes_back(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    async with program(halves, size=LARGE, settings=wishing(protocol)) as hands:
        await sent(hands, canvas)
        hands.screen.session.player.set_paused(True)
        for key, back in (("question_mark", "escape"), ("x", "escape"), ("ctrl+p", "escape")):
            await hands.press(key)
            await hands.until(lambda: hands.app.screen is not hands.screen, "a page")
            before = len(canvas.sent)
            await moved(hands, canvas)
            pane(hands).refresh()
            await hands.pilot.pause()
            assert not any(kitty.PLACEHOLDER in line for line in side(hands))
            assert not isinstance(pane(hands).render_line(0), PassthroughStrip)
            assert len(canvas.sent) == before
            await hands.press(back)
            await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
            await sent(hands, canvas, before + 1)
            if protocol == "kitty":
                assert all(kitty.PLACEHOLDER in line for line in side(hands))


@pytest.mark.parametrize("protocol", LYING)
async def test_what_another_screen_left_on_the_cells_is_wiped(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str
) -> None:
    canvas.takes_at_once = False
    async with program(halves, size=LARGE, settings=wishing(protocol)) as hands:
        await sent(hands, canvas)
        assert isinstance(pane(hands).render_line(0), PassthroughStrip)
        await hands.press("question_mark")
        await hands.until(lambda: hands.app.screen is not hands.screen, "a page")
        await hands.press("escape")
        await hands.until(lambda: hands.app.screen is hands.screen, "the hearing")
        assert not isinstance(pane(hands).render_line(0), PassthroughStrip)
        canvas.take()
        await sent(hands, canvas, 2)
        assert isinstance(pane(hands).render_line(0), PassthroughStrip)
        canvas.take()


@pytest.mark.parametrize("protocol", protocol_names())
@pytest.mark.parametrize("is_covered", [False, True])
async def test_a_terminal_that_the_program_comes_back_to_is_sent_it_again(
    program: StartProgram, halves: str, canvas: SlowCanvas, protocol: str, is_covered: bool
) -> None:
    async with program(halves, size=LARGE, settings=wishing(protocol)) as hands:
        text = await sent(hands, canvas)
        hands.screen.session.player.set_paused(True)
        if is_covered:
            await hands.press("question_mark")
            await hands.until(lambda: hands.app.screen is not hands.screen, "a page")
        before = len(canvas.sent)
        hands.app.app_resume_signal.publish(hands.app)
        if is_covered:
            await hands.press("escape")
        assert await sent(hands, canvas, before + 1) == text


async def test_put_away_it_is_deleted(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    async with program(halves, size=LARGE, settings=wishing("kitty")) as hands:
        await sent(hands, canvas)
        await hands.press("P")
        await hands.until(lambda: canvas.ordered, "its end")
        assert [keys["a"] for keys, _ in kitty_commands("".join(canvas.ordered))] == ["d"]
        before = len(canvas.sent)
        await hands.press("P")
        await sent(hands, canvas, before + 1)
        await hands.press("q")
        await hands.until(lambda: len(canvas.ordered) == 2, "its end")
    assert canvas.ordered == [kitty.PROTOCOL.away] * 2


async def test_another_size_of_the_window_wants_another_picture(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    async with program(halves, size=LARGE, settings=wishing("sixel")) as hands:
        await sent(hands, canvas)
        for size, cell in (((180, 50), CELL), ((180, 50), (8, 16)), ((150, 45), (8, 16))):
            canvas.cell = cell
            await hands.pilot.resize_terminal(*LARGE)
            await hands.pilot.resize_terminal(*size)

            def fits() -> bool:
                region = pane(hands).region
                pixels = region.width * canvas.cell[0], region.height * canvas.cell[1]  # type: ignore[index]
                begins = f"\x1b7\x1b[{region.y + 1};{region.x + 1}H"
                return canvas.sent[-1].startswith(begins) and pixels == sixel_size(canvas.sent[-1])

            await hands.until(fits, "a picture of its size")


async def test_of_large_cells_sixel_takes_fewer(
    program: StartProgram, halves: str, canvas: SlowCanvas
) -> None:
    canvas.cell = width, height = 40, 80
    async with program(halves, size=(180, 50), settings=wishing("sixel")) as hands:
        size = sixel_size(await sent(hands, canvas))
        region = pane(hands).region
        assert size == (region.width * width, region.height * height)
        assert size[0] * size[1] <= sixel.MOST_PIXELS
        assert size[0] / size[1] == pytest.approx(16 / 9, rel=0.1)


@pytest.mark.parametrize("waits", ["to be encoded", "to be sent"])
async def test_a_frame_of_the_size_before_is_not_sent(
    program: StartProgram,
    numbered: str,
    canvas: SlowCanvas,
    monkeypatch: pytest.MonkeyPatch,
    waits: str,
) -> None:
    canvas.takes_at_once = False
    async with program(numbered, size=LARGE, settings=wishing("sixel")) as hands:
        await sent(hands, canvas)
        shown, player = pane(hands), hands.screen.session.player
        pixels = shown.pixels
        assert pixels is not None
        await hands.until(lambda: pixels._frame, "a frame that waits")
        player.set_paused(True)
        monkeypatch.setattr(player, "request_frames", lambda _: None)
        drawing = EncodedPicture("stale", (shown.size.width, shown.size.height), shown.frame_size)
        canvas.cell = (2 * CELL[0], 2 * CELL[1])
        hands.screen.panes.lay_out()
        if waits == "to be sent":
            shown.post_message(PictureEncoded(drawing))
        canvas.take()
        await hands.until(lambda: not pixels._is_busy, "an end of it")
        assert len(canvas.sent) == 1


def sixel_size(text: str) -> tuple[int, int]:
    return sixel_picture(text).size


@pytest.mark.parametrize("lacks", ["size", "colours", "terminal"])
async def test_where_anything_is_uncertain_half_blocks_stay(
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
    async with program(halves, size=LARGE, settings=wishing("kitty")) as hands:
        await hands.until(lambda: pane(hands)._rows, "half blocks")
        assert pictures(canvas) == []
        assert kitty.PLACEHOLDER not in "".join(side(hands))


async def test_what_cannot_be_encoded_is_drawn_in_half_blocks(
    program: StartProgram, halves: str, canvas: SlowCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hearingnotes.graphics.protocols.iterm.QUALITY", "broken")
    async with program(halves, size=LARGE, settings=wishing("iterm")) as hands:
        await hands.until(lambda: pane(hands)._rows, "half blocks")
        assert set("".join(side(hands))) == {"▀"}
        assert pictures(canvas) == []


async def test_where_that_goes_wrong_later_the_picture_is_deleted_and_its_thread_ends(
    program: StartProgram, halves: str, canvas: SlowCanvas, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with program(halves, size=LARGE, settings=wishing("kitty")) as hands:
        await sent(hands, canvas)
        thread = pane(hands).pixels._thread  # type: ignore[union-attr]
        assert thread is not None
        monkeypatch.setattr(kitty, "EFFORT", "broken")
        await moved(hands, canvas)
        await hands.until(lambda: pane(hands)._rows, "half blocks")
        assert canvas.ordered == [kitty.PROTOCOL.away]
        await hands.until(lambda: not thread.is_alive(), "its end")
