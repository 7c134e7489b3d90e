"""Differences between systems: installing a package, the terminal, the display."""

import os
import platform
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

_MANAGERS = {
    "debian": "apt",
    "ubuntu": "apt",
    "fedora": "dnf",
    "rhel": "dnf",
    "centos": "dnf",
    "arch": "pacman",
    "suse": "zypper",
    "opensuse": "zypper",
}
_LINES = {
    "apt": "apt install {}",
    "dnf": "dnf install {}",
    "pacman": "pacman -S {}",
    "zypper": "zypper install {}",
}


def how_to_install(packages: Mapping[str, str]) -> str:
    """Return the command that installs a package here; `packages` has its name by package
    manager."""
    if sys.platform == "win32":
        return "Put libmpv-2.dll from mpv's Windows builds into a folder that is on PATH."
    manager = "brew" if sys.platform == "darwin" else package_manager()
    if manager not in packages:
        return "Install it with the package manager of this system."
    if manager == "brew":
        return f"Install it with: brew install {packages['brew']}"
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    line = _LINES[manager].format(packages[manager])
    return f"Install it with: {'' if is_root else 'sudo '}{line}"


def how_to_upgrade(requirement: str) -> str:
    """Return the command that upgrades a Python package of this program, as it was installed."""
    quoted = f'"{requirement}"'
    if Path(sys.prefix, "uv-receipt.toml").exists():
        return "Run: uv tool upgrade hearingnotes"
    if Path(sys.prefix, "pipx_metadata.json").exists():
        return f"Run: pipx runpip hearingnotes install -U {quoted}"
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
    if find_spec("pip") is None:  # as in environments made by uv
        return f"Run: uv pip install --python {python} -U {quoted}"
    return f"Run: {python} -m pip install -U {quoted}"


def how_to_add(requirement: str) -> str:
    """Return the command that adds a Python package to those of this program."""
    if Path(sys.prefix, "uv-receipt.toml").exists():
        return f'Run: uv pip install --python "{sys.executable}" "{requirement}"'
    return how_to_upgrade(requirement)


def package_manager() -> str:
    """Return `apt`, `dnf`, `pacman` or `zypper`, by /etc/os-release; empty where that says
    nothing."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return next((_MANAGERS[name] for name in names if name in _MANAGERS), "")


def is_served() -> bool:
    """Return whether a browser takes the place of the terminal, on standard input and output."""
    return "TEXTUAL_DRIVER" in os.environ


def has_terminal() -> bool:
    """Return whether there are keys to read and a screen to draw on: Textual draws on standard
    error."""
    streams = (sys.stdin, sys.stderr)
    return is_served() or all(stream is not None and stream.isatty() for stream in streams)


def has_display() -> bool:
    """Return whether a window can be opened."""
    if sys.platform in {"darwin", "win32"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
