"""Texts through Jinja templates: the shipped ones, or the person's own.

Where the template's name ends in `.html.jinja`, its output is escaped for HTML.
"""

from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from hearingnotes.errors import HearingnotesError, UsageError
from hearingnotes.export.addresses import may_be_link
from hearingnotes.export.document import RenderOptions, render_hearing
from hearingnotes.export.markdown import escape, escape_inline, target
from hearingnotes.files import NotUtf8Error, TooLargeError, read_text
from hearingnotes.model.hearing import Hearing, Recording
from hearingnotes.model.moment import Moment
from hearingnotes.model.note import Note
from hearingnotes.model.sanitize import one_line
from hearingnotes.model.snapshot import HearingSnapshot
from hearingnotes.model.timeline import Timeline

_MOST_BYTES = 4 << 20
_SCOPE = ("story", "entry", "article")


def write_template(template_path: Path, **scope: Any) -> str:
    """Render the template with this scope; raises HearingnotesError that names its line."""
    return _filled(_read(template_path), template_path, scope).strip() + "\n"


def write_snippet(snippet: str, where: str, **scope: Any) -> str:
    """Render a template of a line or two with this scope; raises HearingnotesError that names
    `where`."""
    return _filled(snippet, Path(where), scope).strip()


def _filled(text: str, path: Path, scope: dict[str, Any]) -> str:
    template = _template(text, path)
    try:
        return template.render(scope)
    except Exception as error:  # a template may do anything, and so may raise anything
        what = str(error) or type(error).__name__
        raise _mend(path, _line_in(error, path), what) from error


def _read(path: Path) -> str:
    try:
        return read_text(path, _MOST_BYTES)
    except OSError as error:
        raise UsageError(
            f"The template {path} can't be read ({error.strerror}); name another with --template."
        ) from error
    except TooLargeError as error:
        what = f"The template {path} is larger than {_MOST_BYTES >> 20} MB"
        raise HearingnotesError(f"{what}; name another with --template.") from error
    except NotUtf8Error as error:
        raise HearingnotesError(
            f"The template {path} is not written in UTF-8; save it so."
        ) from error


def _template(text: str, path: Path) -> Template:
    environment = _environment(is_html=not {".html", ".htm"}.isdisjoint(path.suffixes))
    try:
        code = environment.compile(text, name=path.name, filename=str(path))
    except TemplateSyntaxError as error:
        raise _mend(path, error.lineno, error.message or "") from error
    return Template.from_code(environment, code, environment.make_globals(None))


def _mend(path: Path, line: int, what: str) -> HearingnotesError:
    sentence = one_line(what).rstrip(".")
    rest = " Mend the template." if sentence.endswith("?") else "; mend the template."
    return HearingnotesError(f"{path}, line {line}: {sentence}{rest}")


def _line_in(error: BaseException, path: Path) -> int:
    trace, line = error.__traceback__, 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _cell(text: str) -> str:
    """Escape a text for a cell of a table."""
    return escape_inline(text, starts_line=True).replace("|", r"\|")


def _quote(text: str) -> str:
    """Escape a text as paragraphs of a quote."""
    return "\n".join(f"> {line}".rstrip() for line in escape(text).split("\n"))


_NAMES = {
    "HearingDocument": "story",
    "NoteEntry": "entry",
    "DraftDocument": "article",
    "DocumentParagraph": "paragraph",
    "DocumentPassage": "passage",
}


class _Unknown(StrictUndefined):
    """An unknown name in a template, reported in the words of the documentation."""

    @property
    def _undefined_message(self) -> str:
        name, thing = str(self._undefined_name), self._undefined_obj
        if thing is missing and not self._undefined_hint:
            return f"there is no {name}{_meant(name, _SCOPE)}"
        if self._undefined_hint or not is_dataclass(thing):
            return str(super()._undefined_message)
        kind = _NAMES.get(type(thing).__name__, type(thing).__name__.lower())
        known = [each for each in dir(thing) if not each.startswith("_")]
        article = "an" if kind[0] in "aeiou" else "a"
        return f"{article} {kind} has no field {name}{_meant(name, known)}"


def _meant(name: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(name, known, 1)
    return f"; did you mean {nearest[0]}?" if nearest else ""


class _Environment(ImmutableSandboxedEnvironment):
    """A sandbox that checks each attribute of each type only once.

    The result depends on nothing else, and checking for every note took a quarter of the time.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template may read the attribute."""
        key = type(obj), attr
        if key not in self._known:
            self._known[key] = super().is_safe_attribute(obj, attr, value)
        return self._known[key]


@cache
def _environment(*, is_html: bool) -> _Environment:
    environment = _Environment(
        autoescape=is_html,
        undefined=_Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=lambda value: "" if value is None else value,
    )
    environment.tests["link"] = may_be_link
    environment.filters["markdown"] = escape
    environment.filters["markdown_line"] = escape_inline
    environment.filters["markdown_cell"] = _cell
    environment.filters["markdown_quote"] = _quote
    environment.filters["markdown_target"] = target
    return environment


_NOON = datetime(2026, 1, 16, 12, tzinfo=UTC)
_KEY = "4LBmWqYuuDY"


def snippet_problems(snippet: str, where: str) -> list[str]:
    """Return what is wrong with a snippet, in sentences that name `where` it is set."""
    hearing = Hearing("H", "A hearing", _NOON)
    recording = Recording("R", "H", "youtube", _KEY, f"https://youtu.be/{_KEY}")
    note = Note("N", "H", Moment(_NOON, "R", 12.0), "@chair: > We will vote. #levy")
    story = render_hearing(
        HearingSnapshot(hearing, Timeline([recording]), (note,)), RenderOptions()
    )
    try:
        write_snippet(snippet, where, entry=story.entries[0], story=story)
    except HearingnotesError as error:
        return [str(error)]
    return []
