"""Typed text as markdown that renders to exactly that text.

The rules are CommonMark 0.31 and GitHub's additions: tables, strikethrough, task lists, footnotes.
Where renderers differ, a rule here takes too much for markup rather than too little; what cannot be
markup stays as it was typed.
"""

import re
from collections.abc import Iterable
from html.entities import html5
from itertools import groupby
from string import punctuation
from unicodedata import category

# Each branch stops before the character that is to be escaped.
_LINE_START = re.compile(
    r"""^(?:
      (?=\#{1,6}(?:\s|$))                     # heading
    | (?=>)                                   # quote
    | (?=[-+*](?:\s|$))                       # list
    | [0-9]{1,9}(?=[.)](?:\s|$))              # numbered list
    | (?=```|~~~)                             # code fence
    | (?=([-_*])(?:[ \t]*\1){2,}[ \t]*$)      # rule
    | (?==+[ \t]*$)                           # line under a heading
    | (?=[|:\ \t]*-[|:\ \t-]*$)               # line under a heading or under a table's head
    | (?=\[[ xX]\](?:\s|$))                   # task
    | (?=\[(?:\^[^]]+|[^][]+)\]:)              # footnote, target of a link
    )""",
    re.MULTILINE | re.VERBOSE,
)
_MARKUP = re.compile(
    r"""
      \\(?=[!-/:-@[-`{-~]|$)                  # a backslash that would escape
    | <(?=[A-Za-z/!?]|[^\s<>@]+@[^\s<>]+>)    # HTML, <address>
    | \](?=\()                                # [text](address)
    | (?<=\^)\[                               # ^[footnote]
    | \[(?=\^(?![^\W_]+\](?!\()))             # [^footnote]: GitHub shows escapes in its label
    """,
    re.MULTILINE | re.VERBOSE,
)
_ENTITY = re.compile(r"&(?:\#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31};))")
_CLOSING_HASHES = re.compile(r"(?<!\S)#+$")
# Addresses that GitHub links by itself, before it reads escapes: none may be in there.
_ADDRESS = re.compile(r"(?:(?:https?|ftp)://|www\.)[^ \t\n<]*", re.IGNORECASE)
_ADDRESS_START = re.compile(r"(?:https?|ftp)(?=://)|www(?=\.)", re.IGNORECASE)
# Addresses that every renderer shows unchanged when they are written <so>.
_ANGLED = re.compile(
    r"(?:https?|ftp)://(?!xn--|\S*\.xn--)[\w.-]+[/?#]"
    r"(?:\([\w/?#=&.,:;!$'*+~@-]*\)|[\w/?#=&.,:;!$'*+~@-])*(?<![!'*,.:;?~])",
    re.ASCII | re.IGNORECASE,
)

_ENDS_A_TARGET = re.compile(r"[\\()<>]|&(?=#?\w+;)")


def target(link: str) -> str:
    """Escape a link for the parentheses of a markdown link."""
    return _ENDS_A_TARGET.sub(r"\\\g<0>", link)


def escape(text: str) -> str:
    """Return markdown of paragraphs of its own; line breaks and blank lines are preserved.

    More may follow on the last line after a space, a source link for example.
    """
    lines = (line.strip() for line in text.splitlines())
    paragraphs = ("\n".join(group) for filled, group in groupby(lines, bool) if filled)
    return "\n\n".join(_paragraph(paragraph) for paragraph in paragraphs)


def escape_inline(text: str, *, starts_line: bool = False) -> str:
    """Return markdown on one line: a heading, the rest of a list item, the text of a link.

    `starts_line` says that nothing is before the text on its line or in its list item, so that `# `
    or `1. ` would be read as markup.
    """
    lines = (line.strip() for line in text.splitlines())
    draft = _Draft(" ".join(line for line in lines if line))
    _settle_markup(draft, starts_line=starts_line)
    draft.escape(match.start() for match in _CLOSING_HASHES.finditer(draft.text))
    draft.escape(_loose_brackets(draft.mask))
    _settle_pairs(draft, own_paragraph=False)
    return draft.source()


class _Draft:
    """A text and the signs inserted before its characters.

    In the `mask`, settled characters are SETTLED: punctuation that is no markup.
    """

    SETTLED = '"'

    def __init__(self, text: str) -> None:
        self.text = self.mask = text
        self._before: dict[int, str] = {}

    def escape(self, places: Iterable[int]) -> None:
        places = list(places)
        if not places:
            return
        mask = list(self.mask)
        for place in places:
            mask[place] = self.SETTLED
            self._before[place] = self._before.get(place, "").removesuffix("\\") + "\\"
        self.mask = "".join(mask)

    def angle(self, start: int, end: int) -> None:
        """Write an address as `<address>`, in which nothing is markup."""
        # A backslash before it escaped nothing so far, but would escape the bracket.
        self._before[start] = r"\<" if self.text[start - 1 : start] == "\\" else "<"
        self._before[end] = ">" + self._before.get(end, "")
        self.mask = self.mask[:start] + self.SETTLED * (end - start) + self.mask[end:]

    def is_settled(self, start: int, end: int) -> bool:
        """Return whether any character in the range is settled."""
        return self.mask[start:end] != self.text[start:end]

    def source(self) -> str:
        pieces: list[str] = []
        done = 0
        for place in sorted(self._before):
            pieces += self.text[done:place], self._before[place]
            done = place
        return "".join([*pieces, self.text[done:]])


def _paragraph(text: str) -> str:
    draft = _Draft(text)
    _settle_markup(draft, starts_line=True)
    _settle_pairs(draft, own_paragraph=True)
    return draft.source().replace("\n", "  \n")


def _settle_markup(draft: _Draft, *, starts_line: bool) -> None:
    """Escape what is markup by itself, and backticks if any two may enclose code."""
    text = draft.text
    draft.escape(match.start() for match in _MARKUP.finditer(text))
    entities = (match for match in _ENTITY.finditer(text) if not match[1] or match[1] in html5)
    draft.escape(match.start() for match in entities)
    if starts_line:
        draft.escape(match.end() for match in _LINE_START.finditer(draft.mask))
    lengths = [len(run) for run in re.findall("`+", text)]
    # Code begins and ends at backticks whether they are escaped or not: so escape all or none.
    if len(set(lengths)) < len(lengths) or draft.mask.count("`") < text.count("`"):
        draft.escape(match.start() for match in re.finditer("`", text))


def _settle_pairs(draft: _Draft, *, own_paragraph: bool) -> None:
    """Escape `*`, `_` and `~` that may enclose text; in addresses only if nothing else helps."""
    while True:
        places = _paired(draft.mask, followed=own_paragraph)
        addresses = [match.span() for match in _ADDRESS.finditer(draft.mask)]
        outside = places.difference(*(range(*address) for address in addresses))
        if outside:
            draft.escape(outside)
            continue
        spoilt = [
            address
            for address in addresses
            if draft.is_settled(*address) or not places.isdisjoint(range(*address))
        ]
        if not spoilt:
            return
        _save_addresses(draft, spoilt, may_link=own_paragraph)


def _save_addresses(draft: _Draft, spoilt: list[tuple[int, int]], *, may_link: bool) -> None:
    """Write addresses with markup in them as links or, failing that, so that nothing links them."""
    unlinked: list[int] = []
    for start, end in spoilt:
        angled = _ANGLED.match(draft.mask, start, end)
        if may_link and angled:
            draft.angle(*angled.span())
        else:
            unlinked += (match.end() for match in _ADDRESS_START.finditer(draft.mask, start, end))
    draft.escape(unlinked)


def _paired(mask: str, *, followed: bool) -> set[int]:
    """Return the places of all markers that may open what another closes, or the other way round.

    A video id may end in `_`: where a link follows, each `_` that may open counts.
    """
    places: set[int] = set()
    for marker in filter(mask.__contains__, "*_~"):
        runs = [match.span() for match in re.finditer(rf"\{marker}+", mask)]
        sides = [(s, mask[s - 1 : s] or " ", mask[e : e + 1] or " ") for s, e in runs]
        openers = [start for start, before, after in sides if _encloses(marker, before, after)]
        closers = [start for start, before, after in sides if _encloses(marker, after, before)]
        last_closer = len(mask) if followed and marker == "_" else max(closers, default=-1)
        first_opener = min(openers, default=len(mask))
        paired = {start for start in openers if start < last_closer}
        paired |= {start for start in closers if start > first_opener}
        places.update(place for run in runs if run[0] in paired for place in range(*run))
    return places


def _encloses(marker: str, outside: str, inside: str) -> bool:
    """Return whether the marker between these characters may enclose what is on its inner side."""
    within_word = outside.isalnum() and (marker == "_" or _is_punctuation(inside))
    return not inside.isspace() and not within_word


def _is_punctuation(character: str) -> bool:
    """Return whether every renderer takes it for punctuation; GitHub ignores tildes."""
    if character.isascii():
        return character in punctuation and character != "~"
    return category(character).startswith("P")


def _loose_brackets(mask: str) -> list[int]:
    """Return the places of square brackets without a partner."""
    opened: list[int] = []
    loose: list[int] = []
    for bracket in re.finditer(r"[][]", mask):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            opened.pop()
        else:
            loose.append(bracket.start())
    return opened + loose
