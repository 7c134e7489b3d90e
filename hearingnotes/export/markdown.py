"""Markdown through Jinja templates: those shipped here, or the person's own."""

from functools import cache
from pathlib import Path

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from hearingnotes.errors import Trouble, UsageTrouble
from hearingnotes.export.markdown_text import escape, escape_inline
from hearingnotes.export.story import Story


def write_markdown(story: Story, template_path: Path) -> str:
    """The story as the template tells it; raises Trouble that names the template's line."""
    template = _template(template_path)
    try:
        return template.render(story=story).strip() + "\n"
    except TemplateError as error:
        line = _line_in(error, template_path)
        raise Trouble(f"{template_path}, line {line}: {error}; mend the template.") from error


def _template(path: Path) -> Template:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageTrouble(f"The template {path} can't be read ({error}).") from error
    try:
        code = _environment().compile(text, name=path.name, filename=str(path))
    except TemplateSyntaxError as error:
        raise Trouble(
            f"{path}, line {error.lineno}: {error.message}; mend the template."
        ) from error
    return Template.from_code(_environment(), code, {})


def _line_in(error: BaseException, path: Path) -> int:
    trace, line = error.__traceback__, 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["markdown"] = escape
    environment.filters["markdown_line"] = escape_inline
    return environment
