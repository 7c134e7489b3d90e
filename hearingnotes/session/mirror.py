"""Where the notes are mirrored to, and in which form."""

from dataclasses import dataclass
from pathlib import Path

from hearingnotes.errors import UsageTrouble
from hearingnotes.export.format import Form
from hearingnotes.export.registry import all_forms, form_named, form_of
from hearingnotes.model.hearing import Hearing
from hearingnotes.system import expanded, file_stem

# Of the forms of markdown: what a blog shows on top is the latest.
MARKDOWN_FORM = "liveblog"


@dataclass(frozen=True, slots=True)
class MirrorWish:
    """`pattern` is a path, in which {title} and {date} stand for the hearing's."""

    pattern: str
    form: Form

    @property
    def is_for_each(self) -> bool:
        """Whether each hearing has a file of its own; else it is that of the first one opened."""
        return "{title}" in self.pattern

    def path_for(self, hearing: Hearing) -> Path:
        """The file of this hearing."""
        date = str(hearing.date or hearing.created_utc.astimezone().date())
        named = self.pattern.replace("{title}", file_stem(hearing.title)).replace("{date}", date)
        return expanded(Path(named)).absolute()


def mirror_wish(pattern: str) -> MirrorWish:
    """The form goes by the file's ending; raises UsageTrouble where that names none."""
    form = form_of(Path(pattern))
    if form is None:
        endings = sorted({ending for each in all_forms().values() for ending in each.endings})
        raise UsageTrouble(
            f"{pattern} says not in which form the mirror is to be: let it end in "
            f"{', '.join(endings)}."
        )
    is_markdown = form.endings == form_named("markdown").endings
    return MirrorWish(pattern, form_named(MARKDOWN_FORM) if is_markdown else form)
