"""What is written for those who change the program: the names in it exist, and it is in order."""

import ast
import builtins
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "hearingnotes"
TESTS = ROOT / "tests"
GLOSSARY = ROOT / "docs" / "glossary.md"
DECISIONS = ROOT / "docs" / "adr"
CONTRIBUTING = ROOT / "CONTRIBUTING.md"
PAGES = [CONTRIBUTING, ROOT / "docs" / "architecture.md", GLOSSARY, *sorted(DECISIONS.glob("*.md"))]
GITHUB = sorted((ROOT / ".github").rglob("*.*"))
JUSTFILE = (ROOT / "justfile").read_text("utf-8")

_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_CLASS = re.compile(r"[A-Z][A-Z0-9]*[a-z]\w*(\.\w+)*")
_FILE = re.compile(r"[\w./-]+(/[\w.-]+|\.(py|md|toml|yml|yaml|sql|tcss))")
_OF_TEXTUAL = re.compile(r"textual(\.\w+)+")
_ENTRY = re.compile(r"^- \*\*(.+?)\*\*: ", re.MULTILINE)
_RECIPE = re.compile(r"^([a-z]+)(?: [^:\n]*)?:$", re.MULTILINE)


def named(form: re.Pattern[str]) -> list[tuple[str, str]]:
    """What stands in backticks on the pages and has this form, each once a page; calls without
    their brackets, and nothing of what a shell is to run."""
    texts = [(page.name, _FENCED.sub("", page.read_text("utf-8"))) for page in PAGES]
    found = (
        (page, re.sub(r"\(.*\)$", "", name)) for page, text in texts for name in _CODE.findall(text)
    )
    return [(page, name) for page, name in dict.fromkeys(found) if form.fullmatch(name)]


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def classes() -> dict[str, list[ast.ClassDef]]:
    """All classes of the package and of its tests, by their names."""
    found: dict[str, list[ast.ClassDef]] = {}
    for path in (*PACKAGE.rglob("*.py"), *TESTS.rglob("*.py")):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def defined_in(tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    """What a module or a class defines itself, and what is set on its objects."""
    for node in tree.body:
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.name
            case ast.AnnAssign(target=ast.Name(id=name)) | ast.Assign(targets=[ast.Name(id=name)]):
                yield name
    for inner in ast.walk(tree):
        if isinstance(inner, ast.Attribute) and isinstance(inner.ctx, ast.Store):
            yield inner.attr


@cache
def defined_at_the_top() -> frozenset[str]:
    """What the package's modules define: constants and unions of types, too."""
    return frozenset(name for path in PACKAGE.rglob("*.py") for name in defined_in(parsed(path)))


def members(node: ast.ClassDef) -> Iterator[str]:
    """What a class defines, and what its bases here do."""
    yield from defined_in(node)
    for base in node.bases:
        for above in classes().get(getattr(base, "id", ""), []):
            yield from members(above)


@pytest.mark.parametrize(("page", "name"), named(_FILE))
def test_files_named_on_the_pages_for_developers_exist(page: str, name: str) -> None:
    pattern = re.sub(r"NAME|NNNN_name", "*", name)
    assert any(next(base.glob(pattern), None) for base in (PACKAGE, ROOT)), page


@pytest.mark.parametrize(("page", "name"), named(_CLASS))
def test_classes_named_on_the_pages_for_developers_exist(page: str, name: str) -> None:
    owner, _, member = name.partition(".")
    found = classes().get(owner, [])
    if member:
        assert any(member in members(node) for node in found), page
    else:
        assert found or owner in defined_at_the_top() or hasattr(builtins, owner), page


@pytest.mark.parametrize(("page", "name"), named(_OF_TEXTUAL))
def test_names_of_textual_on_the_pages_for_developers_exist(page: str, name: str) -> None:
    spec = find_spec("textual")
    assert spec is not None
    assert spec.origin is not None
    path, parts = Path(spec.origin).parent, name.split(".")[1:]
    while (path / parts[0]).is_dir():
        path /= parts.pop(0)
    tree: ast.Module | ast.ClassDef = parsed((path / parts.pop(0)).with_suffix(".py"))
    for part in parts:
        assert part in defined_in(tree), page
        inner = (each for each in tree.body if isinstance(each, ast.ClassDef))
        tree = next((each for each in inner if each.name == part), tree)


def test_the_glossary_is_alphabetical_and_defines_each_word_once() -> None:
    words = _ENTRY.findall(GLOSSARY.read_text("utf-8"))
    assert len(words) > 40
    assert words == sorted(set(words), key=str.casefold)


def test_the_decisions_are_numbered_and_listed_by_their_titles() -> None:
    paths = sorted(DECISIONS.glob("[0-9]*.md"))
    heads = [path.read_text("utf-8").splitlines()[0] for path in paths]
    numbers = [int(path.name[:4]) for path in paths]
    assert numbers == [*range(1, len(paths) + 1)]
    titles = [head.removeprefix(f"# {at}. ") for at, head in zip(numbers, heads, strict=True)]
    rows = [
        f"| [{path.name[:4]}]({path.name}) | {title} |"
        for path, title in zip(paths, titles, strict=True)
    ]
    listed = (DECISIONS / "README.md").read_text("utf-8").splitlines()
    assert [line for line in listed if line.startswith("| [")] == rows


@pytest.mark.parametrize(
    "path", sorted(DECISIONS.glob("[0-9]*.md")), ids=lambda path: path.name[:4]
)
def test_a_decision_fits_on_a_screen_and_has_its_parts(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    parts = [line for line in lines if line.startswith("## ")]
    assert parts == ["## Context", "## Decision", "## Consequences"]
    assert len(lines) <= 50


def test_recipes_run_modules_and_tests_that_exist() -> None:
    modules = re.findall(r"-m ([\w.]+)", JUSTFILE)
    paths = re.findall(r"tests/[\w/]+", JUSTFILE)
    assert {"pytest", "ruff", "mypy", "tests.benchmarks", "tests.live"} <= {*modules}
    assert [name for name in modules if find_spec(name) is None] == []
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_recipes_named_on_the_pages_exist() -> None:
    recipes = set(_RECIPE.findall(JUSTFILE))
    texts = [page.read_text("utf-8") for page in (*PAGES, ROOT / "README.md", *GITHUB)]
    asked = {name for text in texts for name in re.findall(r"`just ([a-z]+)", text)}
    assert "check" in asked
    assert asked <= recipes


def test_commits_are_checked_as_by_hand() -> None:
    config = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")
    hooks = re.findall(r"entry: (.+)", config)
    check = re.search(r"^check:\n((?: {4}.+\n)+)", JUSTFILE, re.MULTILINE)
    assert check is not None
    assert [line.split("-m ")[1].removesuffix(" .") for line in check[1].splitlines()] == hooks
    assert re.findall(r"repo: (.+)", config) == ["local"]


def test_the_hosted_checks_run_the_line_of_the_readme() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    assert "run: .ci/run\n" in workflow
    paths = re.findall(r"tests/[\w/]+", workflow)
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_tests_import_no_mocks() -> None:
    imports = [
        (path.name, name)
        for path in TESTS.rglob("*.py")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", None) or "", *(alias.name for alias in node.names))
    ]
    assert [(page, name) for page, name in imports if "mock" in name.split(".")] == []
