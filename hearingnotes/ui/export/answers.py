"""The answers given in the export dialogue: a format, a link style, a file name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from hearingnotes.export.draft_formats import DraftFormat
from hearingnotes.export.format import ExportFormat
from hearingnotes.model.links import LinkStyle


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers. `selected` is the name of the format that was selected in the list.

    The format written is `export_format`: an ending that only other formats have takes precedence.
    """

    export_formats: Mapping[str, ExportFormat | DraftFormat]
    usual_stem: str
    selected: str
    link_style: LinkStyle
    name: str

    @property
    def path(self) -> Path:
        """The file named."""
        return Path(self.name.strip())

    @property
    def export_format(self) -> str:
        """The name of the format that will be written.

        It goes by the ending, or else is the selected one.
        """
        fitting = [
            name
            for name, export_format in self.export_formats.items()
            if self._ending in export_format.endings
        ]
        return fitting[0] if fitting and self.selected not in fitting else self.selected

    @property
    def _ending(self) -> str:
        return self.path.suffix.casefold()

    def with_format(self, name: str) -> "Answers":
        """Return the answers with this format selected, and the file name adapted to it.

        An ending or a name of the person's own stays.
        """
        export_format, path = self.export_formats[name], self.path
        if path.stem in map(self._stem, self.export_formats.values()):
            path = path.with_stem(self._stem(export_format))
        if self._ending in self._endings - {*export_format.endings}:
            path = path.with_suffix(export_format.endings[0])
        file_name = self.name if path == self.path else str(path)
        return replace(self, selected=name, name=file_name)

    @property
    def _endings(self) -> set[str]:
        return {
            ending
            for export_format in self.export_formats.values()
            for ending in export_format.endings
        }

    def _stem(self, export_format: ExportFormat | DraftFormat) -> str:
        first = next(
            other
            for other in self.export_formats.values()
            if other.endings == export_format.endings
        )
        return (
            self.usual_stem if first is export_format else f"{self.usual_stem}-{export_format.name}"
        )
