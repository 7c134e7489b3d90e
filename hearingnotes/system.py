"""Which system this is, as far as the line that installs a package differs."""

import os
import platform
import sys
from collections.abc import Mapping

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
    """The line that installs something here; `packages` names it for each package manager."""
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


def package_manager() -> str:
    """`apt`, `dnf`, `pacman` or `zypper`, by /etc/os-release; empty when that says nothing."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return next((_MANAGERS[name] for name in names if name in _MANAGERS), "")
