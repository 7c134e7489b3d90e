"""Which terminal is shown pixels, and in which way."""

from pathlib import Path

import pytest

from hearingnotes.config.settings import Settings, read_settings
from hearingnotes.graphics.detect import all_protocols, detect_protocol, protocol_names

XTERM = {"TERM": "xterm-256color"}
KITTY, ITERM, SIXEL = "kitty", "iterm", "sixel"


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, KITTY),
        ({"TERM": "xterm-ghostty"}, KITTY),
        ({**XTERM, "KITTY_WINDOW_ID": "1"}, KITTY),
        ({**XTERM, "TERM_PROGRAM": "ghostty"}, KITTY),
        ({"TERM": "foot"}, SIXEL),
        ({"TERM": "foot-extra"}, SIXEL),
        ({"TERM": "mlterm"}, SIXEL),
        ({**XTERM, "TERM_PROGRAM": "iTerm.app"}, ITERM),
        ({**XTERM, "LC_TERMINAL": "iTerm2"}, ITERM),
        ({**XTERM, "TERM_PROGRAM": "WezTerm"}, ITERM),
        ({"TERM": "wezterm"}, ITERM),
        ({**XTERM, "KONSOLE_VERSION": "220401"}, ITERM),
        ({**XTERM, "KONSOLE_VERSION": "250800"}, ITERM),
        # What is old, what has none, and what does not say whether it has.
        ({**XTERM, "KONSOLE_VERSION": "220303"}, None),
        ({**XTERM, "XTERM_VERSION": "XTerm(379)"}, None),
        ({**XTERM, "VTE_VERSION": "7006"}, None),
        ({**XTERM, "TERM_PROGRAM": "Apple_Terminal"}, None),
        ({**XTERM, "TERM_PROGRAM": "vscode"}, None),
        ({**XTERM, "WT_SESSION": "0000"}, None),
        ({"TERM": "alacritty", "TERM_PROGRAM": "WezTerm"}, None),
        ({"TERM": "linux"}, None),
        (XTERM, None),
        ({}, None),
        # Inherited from the terminal that this one was started from.
        ({**XTERM, "KITTY_WINDOW_ID": "1", "VTE_VERSION": "7006"}, None),
        ({**XTERM, "KITTY_WINDOW_ID": "1", "KONSOLE_VERSION": "250800"}, None),
        ({"TERM": "xterm", "TERM_PROGRAM": "WezTerm", "XTERM_VERSION": "XTerm(379)"}, None),
        ({"TERM": "xterm-kitty", "TERM_PROGRAM": "iTerm.app"}, KITTY),
        ({"TERM": "foot", "KONSOLE_VERSION": "250800"}, SIXEL),
        # Something lies between.
        ({"TERM": "tmux-256color"}, None),
        ({"TERM": "screen.xterm-256color", "LC_TERMINAL": "iTerm2"}, None),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux-0/default,1,0"}, None),
        ({"TERM": "xterm-kitty", "STY": "1.pts-0"}, None),
        ({"TERM": "xterm-kitty", "ZELLIJ": "0"}, None),
        ({**XTERM, "KITTY_WINDOW_ID": "1", "NVIM": "/run/nvim"}, None),
        ({"TERM": "foot", "TMUX": ""}, SIXEL),
    ],
    ids=str,
)
def test_a_protocol_is_detected_only_where_the_terminal_surely_knows_it(
    environment: dict[str, str], protocol: str | None
) -> None:
    selected = detect_protocol("auto", environment)
    assert (selected.name if selected else None) == protocol


def test_the_protocol_of_the_settings_goes_before_the_environment() -> None:
    for name in protocol_names():
        selected = detect_protocol(name, {"TERM": "linux", "TMUX": "1"})
        assert selected is not None
        assert selected.name == name
    assert detect_protocol("blocks", {"TERM": "xterm-kitty"}) is None


def test_the_settings_take_each_protocol(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    for name in ("auto", "blocks", *all_protocols()):
        path.write_text(f'picture_form = "{name}"')
        assert read_settings(path) == (Settings(picture_form=name), [])
    path.write_text('picture_form = "ascii"')
    assert "picture_form must be one of" in read_settings(path)[1][0]
