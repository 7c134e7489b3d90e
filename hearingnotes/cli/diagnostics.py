"""Checks of each part of the installation, with remedies."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib import metadata

from hearingnotes.cli.context import CliContext
from hearingnotes.config import paths
from hearingnotes.config.logging import log_file
from hearingnotes.config.settings import Settings, not_taken_by_mpv, not_taken_keys
from hearingnotes.errors import HearingnotesError
from hearingnotes.model.labels import count
from hearingnotes.system import has_display, how_to_install, how_to_upgrade

STALE_DAYS = 90
LITTLE_SPACE_BYTES = 20_000_000
RUNTIME_LIMIT_S = 20.0

_X11_CLIPBOARD = dict.fromkeys(("apt", "dnf", "pacman", "zypper"), "xclip")
_WAYLAND_CLIPBOARD = dict.fromkeys(("apt", "dnf", "pacman", "zypper"), "wl-clipboard")
_YT_DLP = "yt-dlp[default,deno]"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The result of checking one part of the installation. There are no `remedies` where all is
    well."""

    part: str
    found: str
    remedies: tuple[str, ...] = ()
    is_vital: bool = True

    @property
    def is_wrong(self) -> bool:
        """Whether the program can't work without a remedy."""
        return self.is_vital and bool(self.remedies)


def run_checks(context: CliContext) -> Iterator[CheckResult]:
    """Yield the result of each check in turn."""
    for check in CHECKS:
        yield from check(context)


def _libmpv(_: CliContext) -> Iterator[CheckResult]:
    from hearingnotes.player.libmpv import mpv_version
    from hearingnotes.ui.terminal import own_terminal

    try:
        with own_terminal(paths.log_path()):
            version = mpv_version()
        yield CheckResult("libmpv", version)
    except HearingnotesError as failure:
        what, *remedy = str(failure).split(". ", 1)
        yield CheckResult("libmpv", what, tuple(remedy) or (what,))
    except Exception as error:  # python-mpv raises any exception where it can't start
        yield CheckResult("libmpv", f"it can't be used ({error})", (how_to_upgrade("python-mpv"),))


def _yt_dlp(_: CliContext) -> Iterator[CheckResult]:
    upgrade = (how_to_upgrade(_YT_DLP),)
    try:
        version = metadata.version("yt-dlp")
    except metadata.PackageNotFoundError:
        yield CheckResult("yt-dlp", "it is missing, so links can't be opened", upgrade)
        return
    age_days = _age_days(version)
    if age_days is not None and age_days > STALE_DAYS:
        found = f"{version} is {age_days} days old, and video sites change"
        yield CheckResult("yt-dlp", found, upgrade, is_vital=False)
    else:
        yield CheckResult("yt-dlp", version)


def _age_days(version: str) -> int | None:
    """Return the age of a yt-dlp, whose version is the day of its release; None where it is no
    day."""
    try:
        year, month, day = map(int, version.split(".")[:3])
        return (date.today() - date(year, month, day)).days
    except ValueError:
        return None


def _javascript(_: CliContext) -> Iterator[CheckResult]:
    from hearingnotes.media.javascript import javascript_runtime

    runtime = javascript_runtime()
    upgrade = (how_to_upgrade(_YT_DLP),)
    if runtime is None:
        yield CheckResult("JavaScript runtime", "none, and YouTube needs one", upgrade)
        return
    try:
        done = subprocess.run(
            [runtime, "--version"], capture_output=True, text=True, timeout=RUNTIME_LIMIT_S,
            check=True,
        )  # fmt: skip
        yield CheckResult("JavaScript runtime", done.stdout.partition("\n")[0])
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        yield CheckResult("JavaScript runtime", f"{runtime} does not run ({error})", upgrade)


def _clipboard(_: CliContext) -> Iterator[CheckResult]:
    from hearingnotes.ui.clipboard import clipboard_name

    through_terminal = "what is copied is sent through the terminal"
    if os.environ.get("TMUX") and shutil.which("tmux"):
        yield CheckResult("clipboard", "tmux")
    elif os.environ.get("SSH_CONNECTION") or os.environ.get("SSH_TTY"):
        yield CheckResult("clipboard", f"this machine is a remote one: {through_terminal}")
    elif name := clipboard_name():
        yield CheckResult("clipboard", name)
    elif not has_display():
        yield CheckResult("clipboard", f"there is no display: {through_terminal}")
    else:
        packages = _WAYLAND_CLIPBOARD if os.environ.get("WAYLAND_DISPLAY") else _X11_CLIPBOARD
        found = f"no program for it: {through_terminal}"
        yield CheckResult("clipboard", found, (how_to_install(packages),), is_vital=False)


def _terminal(_: CliContext) -> Iterator[CheckResult]:
    term, colors = os.environ.get("TERM", ""), os.environ.get("COLORTERM", "")
    part = "terminal colours"
    if os.environ.get("NO_COLOR"):
        yield CheckResult(part, "none, as NO_COLOR wishes")
    elif colors in {"truecolor", "24bit"} or term.endswith("-direct"):
        yield CheckResult(part, "16 million")
    elif term in {"", "dumb"}:
        yield CheckResult(
            part,
            f"a terminal that calls itself {term or 'nothing'}",
            ("Use another terminal, or set: export TERM=xterm-256color",),
            is_vital=False,
        )
    else:
        yield CheckResult(
            part,
            "256 at most are announced",
            ("If the terminal can show more, set: export COLORTERM=truecolor",),
            is_vital=False,
        )


def _library(context: CliContext) -> Iterator[CheckResult]:
    from hearingnotes.library.read import open_library

    path = context.library_path
    try:
        with open_library(path) as library:
            library.check_writable()
            hearings = count(len(library.hearings.all()), "hearing")
            damage = library.connection.execute("PRAGMA quick_check").fetchone()[0]
            if damage == "ok":
                library.check_saving()
    except HearingnotesError as failure:
        yield CheckResult("library", str(path), (str(failure),))
        return
    if damage != "ok":
        remedy = "Put it aside, and bring back your latest copy of it."
        yield CheckResult("library", f"{path} is damaged ({damage})", (remedy,))
    elif (free_bytes := shutil.disk_usage(path.parent).free) < LITTLE_SPACE_BYTES:
        found = f"{path}, {free_bytes // 1_000_000} MB are left on its disk"
        yield CheckResult("library", found, ("Free some space.",), is_vital=False)
    else:
        yield CheckResult("library", f"{path}, {hearings}")


def _settings(context: CliContext) -> Iterator[CheckResult]:
    yield CheckResult("settings", str(paths.settings_path()), tuple(settings_problems(context)))


def settings_problems(context: CliContext) -> list[str]:
    """Return sentences on all invalid settings: the settings file, themes, keys, options of mpv."""
    return settings_in_force(context)[1]


def settings_in_force(context: CliContext) -> tuple[Settings, list[str]]:
    """Return the settings in force, and a sentence for each invalid one."""
    from hearingnotes.config.state import SavedState
    from hearingnotes.config.themes import describe_unknown_theme, load_themes
    from hearingnotes.export.templates import snippet_problems
    from hearingnotes.ui.action_table import ACTIONS
    from hearingnotes.ui.keymap import Keymap

    themes, theme_problems = load_themes(paths.themes_path())
    keymap = Keymap(ACTIONS, context.settings.keys)
    refused, path = _refused_by_mpv(context.settings.mpv), paths.settings_path()
    problems = [*context.problems, *theme_problems, *not_taken_keys(path, keymap.problems)]
    problems += [not_taken_by_mpv(path, name, value) for name, value in refused.items()]
    problems += snippet_problems(context.settings.snippet, f"{path}, snippet")
    wanted = SavedState.read(paths.remembered_path()).still_holding(context.settings)
    settings = wanted.over(context.settings)
    if settings.theme not in themes:
        sentence = describe_unknown_theme(settings.theme, themes, theme_problems)
        problems += [sentence] if sentence not in problems else []
        settings = replace(settings, theme=Settings().theme)
    mpv = {name: value for name, value in settings.mpv.items() if name not in refused}
    return replace(settings, keys=keymap.overrides, mpv=mpv), problems


def _refused_by_mpv(options: Mapping[str, str]) -> Mapping[str, str]:
    if not options:
        return {}
    from hearingnotes.player.libmpv import refused_options

    try:
        return refused_options(options)
    except HearingnotesError:
        return {}  # a missing libmpv is reported by its own check


def _log(_: CliContext) -> Iterator[CheckResult]:
    if log_file() is None:
        found, remedy = f"{paths.log_path()} can't be written", "Make its folder writable."
        yield CheckResult("log", found, (remedy,), is_vital=False)
    else:
        yield CheckResult("log", str(log_file()))


CHECKS: tuple[Callable[[CliContext], Iterator[CheckResult]], ...] = (
    _libmpv,
    _yt_dlp,
    _javascript,
    _clipboard,
    _terminal,
    _library,
    _settings,
    _log,
)
