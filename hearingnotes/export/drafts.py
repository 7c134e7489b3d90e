"""The forms that a draft can be written in: each a template."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from hearingnotes.errors import UsageTrouble
from hearingnotes.export.article import Article
from hearingnotes.model.plain_text import one_line

TEMPLATES = Path(__file__).parent / "templates" / "drafts"


@dataclass(frozen=True, slots=True)
class DraftForm:
    """As `Form`, for a draft."""

    name: str
    title: str
    endings: tuple[str, ...]
    write: Callable[[Article], str]
    comment: str = ""


def _write(template: Path, article: Article) -> str:
    # Late: Jinja takes a while to import.
    from hearingnotes.export.templating import write_template

    return write_template(template, article=article)


DRAFT_FORMS = {
    form.name: form
    for form in (
        DraftForm(
            "markdown",
            "headings, quotes, sources",
            (".md", ".markdown"),
            partial(_write, TEMPLATES / "article.md.jinja"),
            "<!-- {} -->",
        ),
        DraftForm(
            "text",
            "plain text to paste into a web form",
            (".txt",),
            partial(_write, TEMPLATES / "article.txt.jinja"),
        ),
    )
}


def draft_form(name: str | None, path: PurePath | None, template: Path | None) -> DraftForm:
    """The form of this name or of the person's own template, else that of the file's ending, else
    markdown; raises UsageTrouble."""
    if template is not None:
        return DraftForm(template.name, "", (), partial(_write, template), "<!-- {} -->")
    if name is not None and name not in DRAFT_FORMS:
        raise UsageTrouble(
            f"There is no form “{one_line(name, 40)}” of a draft; there are: "
            f"{', '.join(DRAFT_FORMS)}."
        )
    ending = path.suffix.casefold() if path is not None else ""
    by_ending = (form for form in DRAFT_FORMS.values() if ending in form.endings)
    return DRAFT_FORMS[name] if name else next(by_ending, DRAFT_FORMS["markdown"])
