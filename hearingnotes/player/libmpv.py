"""Finding and starting libmpv."""

import locale
import os
import sys
from collections.abc import Mapping
from typing import Any

from hearingnotes.errors import HearingnotesError
from hearingnotes.model.sanitize import one_line
from hearingnotes.system import how_to_install, how_to_upgrade

LIBMPV = {"apt": "libmpv2", "dnf": "mpv-libs", "pacman": "mpv", "zypper": "libmpv2", "brew": "mpv"}
UPGRADE_LIBMPV = "Upgrade libmpv with the package manager of this system."
RESTORE_FILE = "Install the package with that file again."
_WINDOWS_NAMES = ("mpv-2.dll", "libmpv-2.dll", "mpv-1.dll")
Options = Mapping[str, str]


def mpv_version() -> str:
    """Return `mpv` and the version of this machine's libmpv; raises HearingnotesError without
    one."""
    module = _import_mpv()
    player = module.MPV(vo="null", ao="null", config="no")
    version = str(player.mpv_version)
    player.terminate()
    return version.replace("mpv v", "mpv ", 1)  # as some releases write it


def _load_libmpv() -> str | None:
    """Load libmpv and return the name of its file; None where there is none.

    It is loaded ahead of `import mpv`, which would hold Python's lock for a tenth of a second, so
    that no key would be handled. A call through ctypes releases the lock.
    """
    import ctypes
    from ctypes.util import find_library

    names = _WINDOWS_NAMES if sys.platform == "win32" else ("mpv",)
    name = next(filter(None, map(find_library, names)), None)
    if name is not None and hasattr(os, "RTLD_NOW"):
        ctypes.CDLL(None).dlopen(name.encode(), os.RTLD_NOW)
    return name


def _unusable(what: str, error: Exception, remedy: str) -> HearingnotesError:
    """Return the error with its cause in the words of the library that raised it."""
    words = one_line(str(error)).rstrip(".").replace(". ", "; ")
    return HearingnotesError(f"{what} ({words}), so nothing can be played. {remedy}")


def _import_mpv() -> Any:
    name = _load_libmpv()
    try:
        import mpv
    except ImportError as error:
        upgrade = how_to_upgrade("python-mpv")
        raise _unusable("python-mpv can't be used", error, upgrade) from error
    except RuntimeError as error:
        raise _unusable("libmpv is too old", error, UPGRADE_LIBMPV) from error
    except (AttributeError, OSError) as error:
        if name is None:
            remedy = how_to_install(LIBMPV)
            raise HearingnotesError(
                f"libmpv is missing, so nothing can be played. {remedy}"
            ) from error
        raise _unusable("libmpv can't be used", error, RESTORE_FILE) from error
    # libmpv refuses to start, or crashes, where the decimal point is not a point.
    locale.setlocale(locale.LC_NUMERIC, "C")
    return mpv


def refused_options(options: Options) -> Options:
    """Return the options that mpv refuses; raises HearingnotesError when there is no libmpv."""
    player, refused = _start(_import_mpv(), {"vo": "null", "ao": "null", "config": "no"}, options)
    player.terminate()
    return refused


def _start(module: Any, usual: Options, options: Options, **how: Any) -> tuple[Any, Options]:
    """Start libmpv with these options over the usual ones; return it and the options it refused.

    Raises HearingnotesError where it does not start.
    """
    taken, refused = dict(options), dict[str, str]()
    while True:
        try:
            return module.MPV(**how, **{**usual, **taken}), refused
        except (AttributeError, TypeError, ValueError, RuntimeError) as error:
            name = _refused(error, taken)
            if name is None:
                raise HearingnotesError(f"The player did not start: {error.args[0]}.") from error
            refused[name] = taken.pop(name)


def _refused(error: Exception, options: Options) -> str | None:
    """Return the name of the option that libmpv complains about; None for another error."""
    named = {part for part in _flatten(error.args) if isinstance(part, bytes)}
    return next((name for name in options if name.replace("_", "-").encode() in named), None)


def _flatten(parts: Any) -> list[Any]:
    flat: list[Any] = []
    for part in parts:
        flat += _flatten(part) if isinstance(part, tuple) else [part]
    return flat
