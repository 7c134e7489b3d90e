"""The graphics protocol that a terminal supports, as far as the environment says.

The terminal itself is never asked: its answer would arrive among the keys.
"""

import pkgutil
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module

from hearingnotes.graphics import protocols
from hearingnotes.graphics.protocol import GraphicsProtocol

AUTO, BLOCKS = "auto", "blocks"
# Programs between this one and the terminal that pass no pixels on.
_BETWEEN = ("TMUX", "STY", "ZELLIJ", "NVIM", "VIM_TERMINAL", "INSIDE_EMACS")
# Terminals without pixels, or where they can be off; a variable may have been inherited by them.
_OTHERS = {
    "VTE_VERSION": "",
    "XTERM_VERSION": "",
    "ALACRITTY_WINDOW_ID": "",
    "WT_SESSION": "",
    "TERM_PROGRAM": r"(?!WezTerm$|iTerm\.app$|ghostty$)",
}


def protocol_names() -> tuple[str, ...]:
    """Return the names of all graphics protocols."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(protocols.__path__)))


@cache
def all_protocols() -> dict[str, GraphicsProtocol]:
    """Return all graphics protocols by name."""
    modules = (import_module(f"{protocols.__name__}.{name}") for name in protocol_names())
    return {module.PROTOCOL.name: module.PROTOCOL for module in modules}


def detect_protocol(setting: str, environment: Mapping[str, str]) -> GraphicsProtocol | None:
    """Return the protocol of the setting, for "auto" the one that the terminal surely supports.

    None stands for half blocks.
    """
    return _surely_known(environment) if setting == AUTO else all_protocols().get(setting)


def _surely_known(environment: Mapping[str, str]) -> GraphicsProtocol | None:
    term = environment.get("TERM", "")
    if any(environment.get(name) for name in _BETWEEN) or term.startswith(("tmux", "screen")):
        return None
    for protocol in all_protocols().values():
        if term in protocol.terms:
            return protocol
    if not term.startswith("xterm") or _has_sign(_OTHERS, environment):
        return None
    signed = [
        protocol for protocol in all_protocols().values() if _has_sign(protocol.signs, environment)
    ]
    return signed[0] if len(signed) == 1 else None


def _has_sign(signs: Mapping[str, str], environment: Mapping[str, str]) -> bool:
    return any(
        re.match(pattern, environment[name]) is not None
        for name, pattern in signs.items()
        if environment.get(name)
    )
