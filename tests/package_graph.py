"""The modules of the package and what each imports: read from the source, nothing is run."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import hearingnotes

PACKAGE = Path(hearingnotes.__file__).parent


@dataclass(frozen=True)
class Module:
    """A module by its dotted name, and its source."""

    name: str
    source: str
    is_package: bool

    @cached_property
    def tree(self) -> ast.Module:
        """What it says, parsed."""
        return ast.parse(self.source)

    @cached_property
    def imports(self) -> set[str]:
        """Every name that it imports, inside functions and under TYPE_CHECKING as well; `from a
        import b` is `a.b`."""
        return {name for node in ast.walk(self.tree) for name in self._names(node)}

    def _names(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = self.name.split(".") if self.is_package else self.name.split(".")[:-1]
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


@cache
def modules() -> tuple[Module, ...]:
    """All modules of the package, by name."""
    return tuple(_read(path) for path in sorted(PACKAGE.rglob("*.py")))


def _read(path: Path) -> Module:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name, path.read_text(encoding="utf-8"), is_package)


def is_within(name: str, package: str) -> bool:
    """Whether the name is that of the package or of something in it."""
    return name == package or name.startswith(f"{package}.")


def arrows(known: tuple[Module, ...]) -> Mapping[str, set[str]]:
    """For each module the others of the package that it imports, directly."""
    names = {module.name for module in known}
    return {module.name: set(_targets(module, names)) - {module.name} for module in known}


def _targets(module: Module, names: set[str]) -> Iterator[str]:
    for name in module.imports:
        found = name if name in names else name.rpartition(".")[0]
        if found in names:
            yield found
