"""A paragraph of an article, parted at its sources: `(Source: LINK)`, `[1:02](LINK)`, LINK.

It may be anyone's text of any length: no pattern here takes more than a few looks at a character.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from hearingnotes.importers.values import link_in, second_in
from hearingnotes.model.draft import LinkSource, Passage

_REACH = 4000
_DEPTH = 4
_TARGET = r"\((?P<target>(?:\\.|[^()\\\s]|\([^()\s]*\))+)\)"
_ADDRESS = r"<?(?:https?://|www\.|(?:m\.)?youtube\.com/|youtu\.be/)[^\s<>\[\]]{1,2000}>?"
_LINKED = re.compile(rf"!?\[(?P<label>(?:\\.|[^\[\]\\])*)\]{_TARGET}")
_MAY_CITE = re.compile(
    rf"(?P<listed>\((?:sources?|via)\s*:)|{_LINKED.pattern}|(?<!\w)(?P<bare>{_ADDRESS})",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"{_LINKED.pattern}|(?P<bare>{_ADDRESS})", re.IGNORECASE)
_BRACKET = re.compile("[()]")
_ENDS_ADDRESS = ".,;:!?'\"”’»"
_FOLLOWS = re.compile(r"[.,;:!?…]+(?=\s|$)")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")
# What may stand between two sources of the same words.
_BETWEEN = re.compile(r"[\s,;·]*(?:(?:and|und|et|y)\b[\s,;]*)?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(?<!\\)(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});)")
_STRONG = re.compile(r"(?<![\\\w*])(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s\\*])\1(?![\w*])")


@dataclass(slots=True)
class _Part:
    """Words, and the sources that stand behind them."""

    words: str = ""
    sources: tuple[LinkSource, ...] = ()


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a paragraph in markdown; a source is of the words before it, one at the
    beginning of those behind it."""
    found: list[Passage] = []
    ahead: tuple[LinkSource, ...] = ()
    for part in _ended(_joined(_parts(text))):
        words, sources = plain(part.words), _each_once(*ahead, *part.sources)
        if not words and found:
            of_both = dict.fromkeys((*found[-1].sources, *sources))
            found[-1] = Passage(found[-1].text, tuple(of_both))
        elif words:
            found.append(Passage(words, sources))
        ahead = sources if not words and not found else ()
    return tuple(found) if not ahead else (Passage("", ahead),)


def plain(text: str) -> str:
    """Words without the signs of markdown that mark them up."""
    text = _STRONG.sub(r"\2", text)
    return _ESCAPE.sub(lambda match: match[1] or unescape(match[2]), text).strip()


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """Sources with only a comma or an `and` between them are of the same words."""
    joined: list[_Part] = []
    for part in parts:
        if joined and joined[-1].sources and part.sources and _BETWEEN.fullmatch(part.words):
            joined[-1].sources += part.sources
        else:
            joined.append(part)
    return joined


def _ended(parts: list[_Part]) -> list[_Part]:
    """The sign that follows a source ends the words before it."""
    for part, behind in pairwise(parts):
        sign = _FOLLOWS.match(behind.words)
        words = part.words.rstrip()
        if sign is None or not words:
            continue
        is_there = words.endswith(sign[0]) or (sign[0] == "." and _ENDED.search(words))
        part.words = words if is_there else words + sign[0]
        behind.words = behind.words[sign.end() :]
    return parts


def _parts(text: str) -> Iterator[_Part]:
    """As they follow each other; a link that is no source stays among words."""
    done, at = 0, 0
    while (match := _MAY_CITE.search(text, at)) is not None:
        sources, label, end = _cited(text, match)
        if sources:
            yield _Part(text[done : match.start()] + label, sources)
            done = at = end
        else:
            at = match.end()
    yield _Part(text[done:])


def _cited(text: str, match: re.Match[str]) -> tuple[tuple[LinkSource, ...], str, int]:
    """The sources that something is, the words that stay of it, and where it ends."""
    if match["listed"]:
        end = _closing(text, match.start())
        inner = text[match.end() : end - 1] if end else ""
        links = (_source(each["target"] or each["bare"], 0.0) for each in _LISTED.finditer(inner))
        return _each_once(*filter(None, links)), "", end
    source = _source(match["target"] or match["bare"], None)
    if source is None:
        return (), "", 0
    if match["bare"]:
        return (source,), "", match.start() + len(_trimmed(match["bare"]))
    is_time = second_in(plain(match["label"])) is not None
    return (source,), "" if is_time else match["label"], match.end()


def _closing(text: str, start: int) -> int:
    """Behind the parenthesis that closes the one at `start`; 0 where none does."""
    depth = 0
    for bracket in _BRACKET.finditer(text, start, start + _REACH):
        depth += 1 if bracket[0] == "(" else -1
        if depth in {0, _DEPTH}:
            return bracket.end() if depth == 0 else 0
    return 0


def _source(address: str, usual_s: float | None) -> LinkSource | None:
    """Of a link to a recording; without a time only where `usual_s` says which second is meant."""
    link = link_in(plain(_trimmed(address).strip("<>")))
    if link is None or link.key is None:
        return None
    second_s = link.second_s
    if second_s is None and link.platform != "web_page":
        second_s = usual_s
    if second_s is None:
        return None
    return LinkSource(link.platform, link.key, link.url, second_s)


def _trimmed(address: str) -> str:
    """Without the signs of the sentence that it stands in."""
    while address and (
        address[-1] in _ENDS_ADDRESS
        or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address


def _each_once(*sources: LinkSource) -> tuple[LinkSource, ...]:
    return tuple(dict.fromkeys(sources))
