"""What a terminal makes of the pictures that it is sent: strict, and apart from the program."""

import re
from base64 import b64decode
from io import BytesIO

from PIL import Image

_KITTY = re.compile(r"\x1b_G([^;\x1b]*)(?:;([^\x1b]*))?\x1b\\")
_SIXEL = re.compile(r'\x1bP0;1;0q"1;1;(\d+);(\d+)([^\x1b]*)\x1b\\')
_ITERM = re.compile(r"\x1b\]1337;File=([^:\x07]*):([A-Za-z0-9+/=]*)\x07")
_TOKEN = re.compile(r"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)([?-~])|([?-~])|(\$)|(-)")
KITTY_CHUNK = 4096


def kitty_commands(text: str) -> list[tuple[dict[str, str], str]]:
    """Each with its keys; chunks are joined as the protocol has it."""
    commands: list[tuple[dict[str, str], str]] = []
    goes_on = False
    for keys_text, data in _KITTY.findall(text):
        keys = dict(pair.split("=") for pair in keys_text.split(","))
        assert len(data) <= KITTY_CHUNK
        if goes_on:
            assert set(keys) <= {"m", "q"}
            commands[-1] = commands[-1][0], commands[-1][1] + data
        else:
            commands.append((keys, data))
        goes_on = keys.get("m") == "1"
        assert not goes_on or len(data) % 4 == 0
    assert not goes_on
    return commands


def kitty_picture(text: str) -> tuple[dict[str, str], Image.Image]:
    """The keys and the picture of the last transmission."""
    keys, data = [command for command in kitty_commands(text) if command[0].get("a") == "T"][-1]
    assert keys["f"] == "100"
    return keys, Image.open(BytesIO(b64decode(data, validate=True))).convert("RGB")


def iterm_picture(text: str) -> tuple[dict[str, str], Image.Image]:
    """The keys and the picture of the last inline file."""
    keys_text, data = _ITERM.findall(text)[-1]
    keys = dict(pair.split("=") for pair in keys_text.split(";"))
    file = b64decode(data, validate=True)
    assert int(keys["size"]) == len(file)
    return keys, Image.open(BytesIO(file)).convert("RGB")


def sixel_picture(text: str) -> Image.Image:
    """The picture; every pixel of it has been given a colour, and none beside it."""
    width, height, body = _SIXEL.findall(text)[-1]
    image = Image.new("RGBA", (int(width), int(height)))
    colours: dict[str, tuple[int, int, int, int]] = {}
    x, y, colour, at = 0, 0, "", 0
    while at < len(body):
        token = _TOKEN.match(body, at)
        assert token is not None, body[at : at + 20]
        at = token.end()
        named, red, green, blue, selected, times, repeated, sign, back, down = token.groups()
        if named is not None:
            levels = (round(int(part) * 2.55) for part in (red, green, blue))
            colours[named] = (*levels, 255)  # type: ignore[assignment]
        elif selected is not None:
            colour = selected
        elif back or down:
            x, y = 0, y + (6 if down else 0)
        else:
            bits = ord(repeated or sign) - 63
            end = x + int(times or 1)
            for row in (row for row in range(6) if bits >> row & 1):
                for across in range(x, end):
                    assert image.getpixel((across, y + row)) == (0, 0, 0, 0)
                    image.putpixel((across, y + row), colours[colour])
            x = end
    assert image.getchannel("A").getextrema() == (255, 255)
    return image.convert("RGB")
