"""The documents, taken apart: blocks, tables, headings, links."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parents[2]
Table = list[list[str]]


@dataclass(frozen=True)
class Block:
    """A fenced block: its language and its text."""

    language: str
    text: str

    @property
    def lines(self) -> list[str]:
        """The text's lines."""
        return self.text.splitlines()

    @property
    def sets_up_a_machine(self) -> bool:
        """Whether it is for a machine on which nothing is installed yet."""
        return "apt-get" in self.text


@dataclass(frozen=True)
class Link:
    """Where a link or a picture leads: a file, and a heading in it; both may be empty."""

    path: str
    heading: str


class Page:
    """A document by its path within the project."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.path = ROOT / name
        self.text = self.path.read_text("utf-8")

    def __repr__(self) -> str:
        return self.name

    @cached_property
    def tokens(self) -> list[Token]:
        """What markdown makes of the text."""
        return MarkdownIt("commonmark").enable("table").parse(self.text)

    def blocks(self, language: str) -> list[Block]:
        """The fenced blocks in this language."""
        fences = [token for token in self.tokens if token.type == "fence"]
        return [Block(each.info, each.content) for each in fences if each.info == language]

    def inline(self, kind: str) -> list[Token]:
        """The parts of running text that are of this kind."""
        return [part for token in self.tokens for part in token.children or () if part.type == kind]

    @property
    def code(self) -> list[str]:
        """What stands in `backticks`."""
        return [token.content for token in self.inline("code_inline")]

    @cached_property
    def tables(self) -> list[Table]:
        """Each table's rows, the head first, as the markdown of their cells."""
        tables: list[Table] = []
        for place, token in enumerate(self.tokens):
            if token.type == "table_open":
                tables.append([])
            elif token.type == "tr_open":
                tables[-1].append([])
            elif token.type in {"th_open", "td_open"}:
                tables[-1][-1].append(self.tokens[place + 1].content)
        return tables

    def table(self, head: str) -> Table:
        """The rows below the head of the one table whose first cell this is."""
        (table,) = [table for table in self.tables if table[0][0] == head]
        return table[1:]

    @property
    def headings(self) -> list[str]:
        """The headings by the names that links give them."""
        return [
            _slug(self.tokens[place + 1])
            for place, token in enumerate(self.tokens)
            if token.type == "heading_open"
        ]

    @property
    def links(self) -> list[Link]:
        """The links and pictures that lead to files of the project."""
        targets = [str(token.attrs["href"]) for token in self.inline("link_open")]
        targets += [str(token.attrs["src"]) for token in self.inline("image")]
        split = [target.partition("#") for target in targets if "://" not in target]
        return [Link(path, heading) for path, _, heading in split]

    @property
    def scripts(self) -> list[Block]:
        """The commands of the page, block by block, in their order."""
        return [block for block in self.blocks("sh") if not block.sets_up_a_machine]

    @property
    def commands(self) -> list[str]:
        """The lines of all scripts."""
        return [line for block in self.scripts for line in block.lines]


def _slug(heading: Token) -> str:
    """As GitHub names it: small letters, hyphens for spaces, no other signs."""
    words = "".join(part.content for part in heading.children or ())
    return re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")


def find_pages() -> list[Page]:
    """The first page, then those of the folder `docs`."""
    found = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [Page(path.relative_to(ROOT).as_posix()) for path in found]


PAGES = find_pages()
FIRST_PAGE = PAGES[0]


def page_named(name: str) -> Page:
    """The page of the folder `docs` with this name."""
    return next(page for page in PAGES if page.name == f"docs/{name}.md")


def block_with(text: str, language: str = "sh", *, in_page: str = "") -> Block:
    """The one block, of all pages or of the named one, that has this text in it."""
    pages = [page_named(in_page)] if in_page else PAGES
    (block,) = [b for page in pages for b in page.blocks(language) if text in b.text]
    return block


def words_of(line: str) -> list[str]:
    """The words of a command that calls the program, without its name; none for others."""
    words = shlex.split(line, comments=True)
    return words[1:] if words[:1] == ["hearingnotes"] else []


def commands_of(name: str) -> Iterator[str]:
    """The lines of all pages that call this command of the program."""
    for page in PAGES:
        yield from (line for line in page.commands if words_of(line)[:1] == [name])
