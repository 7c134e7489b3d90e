"""What each way of showing pixels writes, as a terminal would read it."""

import unicodedata
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from hearingnotes.graphics.detect import all_protocols
from hearingnotes.graphics.images import image_of, in_few_colours
from hearingnotes.graphics.protocol import Size
from hearingnotes.graphics.protocols import iterm, kitty, sixel
from hearingnotes.model.frame import Frame
from tests.graphics.decoding import iterm_picture, kitty_commands, kitty_picture, sixel_picture

CELLS = (44, 12)
PERCENT = 2
"""How far a level may be off, since sixel says it in percent."""


def sloping(width: int, height: int) -> Frame:
    """A picture with more colours than any palette."""
    return Frame(
        width,
        height,
        bytes(
            level
            for y in range(height)
            for x in range(width)
            for level in (255 * x // width, 255 * y // height, 128 if x > y else 20)
        ),
    )


SLOPE = sloping(480, 271)
NOISE = Frame(480, 271, Random(1).randbytes(480 * 271 * 3))


def farthest(one: Image.Image, other: Image.Image) -> int:
    """By how much the levels of a pixel differ at most."""
    assert one.size == other.size
    return max(high for _, high in ImageChops.difference(one, other).getextrema())  # type: ignore[misc]


def test_kitty_is_sent_a_picture_that_is_seen_where_its_placeholders_stand() -> None:
    text = kitty.encode(NOISE, CELLS)
    assert text.count("\x1b_G") > 2
    keys, picture = kitty_picture(text)
    assert keys.items() >= {"a": "T", "U": "1", "q": "2", "p": "1", "c": "44", "r": "12"}.items()
    assert int(keys["i"]) == kitty.PROTOCOL.cell_colour
    assert farthest(picture.resize((48, 27)), image_of(NOISE).resize((48, 27))) < 40
    assert len(kitty_commands(text)) == 1
    assert text.startswith("\x1b[?2026h\x1b_G")
    assert text.endswith("\x1b\\\x1b[?2026l")


def test_kitty_gets_a_small_picture_in_one_chunk() -> None:
    keys, picture = kitty_picture(kitty.encode(sloping(3, 2), (1, 1)))
    assert keys["m"] == "0"
    assert picture.size == (3, 2)


def test_kitty_is_asked_to_delete_the_picture() -> None:
    ((keys, data),) = kitty_commands(kitty.PROTOCOL.away)
    assert keys == {"a": "d", "d": "I", "i": str(kitty.IMAGE), "q": "2"}
    assert data == ""


def test_the_placeholders_number_columns_and_rows_as_kitty_does() -> None:
    assert kitty.cell(0, 0) == "\U0010eeee\u0305\u0305"
    assert kitty.cell(1, 0) == "\U0010eeee\u0305\u030d"
    assert kitty.cell(2, 53) == "\U0010eeee\u05c4\u030e"
    assert kitty.cell(79, 78) == "\U0010eeee\u06e1\u06e2"
    numbers = {kitty.cell(number, 0)[2] for number in range(kitty.PROTOCOL.most_cells)}
    assert len(numbers) == kitty.PROTOCOL.most_cells
    assert {unicodedata.combining(mark) for mark in numbers} == {230}
    assert 16 <= kitty.PROTOCOL.cell_colour <= 255


def test_iterm_is_sent_a_file_that_is_stretched_over_the_cells() -> None:
    keys, picture = iterm_picture(iterm.encode(SLOPE, CELLS))
    wanted = {"inline": "1", "width": "44", "height": "12", "preserveAspectRatio": "0"}
    assert keys.items() >= wanted.items()
    assert farthest(picture.resize((48, 27)), image_of(SLOPE).resize((48, 27))) < 40


def test_sixel_draws_each_pixel_once_in_one_of_few_colours() -> None:
    quantized = in_few_colours(SLOPE, sixel.COLOURS).convert("RGB")
    assert farthest(sixel_picture(sixel.encode(SLOPE, CELLS)), quantized) <= PERCENT
    assert farthest(quantized, image_of(SLOPE)) < 60


@given(st.data(), st.integers(1, 30), st.integers(1, 20))
def test_sixel_draws_any_picture(data: st.DataObject, width: int, height: int) -> None:
    few = st.sampled_from([bytes(3), b"\xff\xff\xff", b"\xff\0\0", b"\0\x80\0"])
    pixels = data.draw(st.lists(few, min_size=width * height, max_size=width * height))
    frame = Frame(width, height, b"".join(pixels))
    quantized = in_few_colours(frame, sixel.COLOURS).convert("RGB")
    assert farthest(sixel_picture(sixel.encode(frame, (1, 1))), quantized) <= PERCENT


@pytest.mark.parametrize("name", all_protocols())
def test_a_protocol_is_called_as_its_module_and_encodes_what_is_seen(name: str) -> None:
    protocol = all_protocols()[name]
    assert protocol.__class__.__module__ == "hearingnotes.graphics.protocol"
    assert protocol.name == name
    width, height = protocol.frame_size((44, 12), (10, 21))
    assert width / height == pytest.approx(440 / 252, rel=0.01)
    wide, high = protocol.frame_size((80, 22), (20, 42))
    assert wide / high == pytest.approx(1600 / 924, rel=0.01)
    assert wide == (protocol.most_width or 1600)


@pytest.mark.parametrize("name", all_protocols())
@given(
    st.tuples(st.integers(1, 1000), st.integers(1, 500)),
    st.tuples(st.integers(1, 100), st.integers(1, 200)),
    st.floats(0.5, 8),
)
def test_a_protocol_gets_no_more_than_is_encoded_before_the_next_key(
    name: str, room: Size, cell_size: Size, aspect: float
) -> None:
    protocol = all_protocols()[name]
    cells = protocol.fitting_cells(room, cell_size, aspect)
    assert 1 <= cells[0] <= min(room[0], protocol.most_cells)
    assert 1 <= cells[1] <= min(room[1], protocol.most_cells)
    width, height = protocol.frame_size(cells, cell_size)
    if protocol.most_width is None:
        assert width * height <= sixel.MOST_PIXELS
    else:
        assert width <= protocol.most_width


def test_a_picture_of_the_usual_size_is_not_made_smaller() -> None:
    assert sixel.PROTOCOL.fitting_cells((80, 22), (10, 21), 16 / 9 * 2.1) == (80, 22)
    assert sixel.PROTOCOL.fitting_cells((400, 100), (10, 21), 16 / 9 * 2.1) == (106, 28)
