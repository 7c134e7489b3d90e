"""A paragraph of an article, divided at its sources: `(Source: LINK)`, `[1:02](LINK)`, LINK.

It may be anyone's text of any length: no pattern here looks at a character more than a few times.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import PurePath

from hearingnotes.importers.values import file_in, link_in
from hearingnotes.model.draft import LinkSource, Passage
from hearingnotes.model.timecode import second_in

_REACH = 4000
_DEPTH = 4
_PARTED = "\0"
# A label may contain one picture, as a thumbnail with a link to a video does.
_LABEL = r"(?P<label>(?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\]\([^()\s]*\))*)"
_TARGET = (
    r"\(<?(?P<target>(?:\\.|[^()\\\s<>]|\([^()\s]*\))+)>?"
    r"(?:[ \t]+(?:\"[^\"]{0,200}\"|'[^']{0,200}'))?\)"
)
_ADDRESS = r"<?(?:https?://|www\.|(?:m\.)?youtube\.com/|youtu\.be/)[^\s<>\[\]]{1,2000}>?"
_FILE = r"(?<![^\s(])[^\s<>()\[\]:#]{1,400}\.\w{1,5}#t=\d{1,9}(?:\.\d{1,9})?"
_LINKED = re.compile(rf"!?\[{_LABEL}\]{_TARGET}")
_LISTED = re.compile(
    rf"{_LINKED.pattern}|(?<!\w)(?P<bare>{_ADDRESS})|(?P<file>{_FILE})", re.IGNORECASE
)
_MAY_CITE = re.compile(rf"(?P<listed>\((?:sources?|via)\s*:)|{_LISTED.pattern}", re.IGNORECASE)
# The labels of links that are nothing but citations, in brackets or without.
_CALLED_SOURCE = re.compile(r"(?:sources?|quellen?|fuentes?)(?:\s+\d+)?\s*:?", re.IGNORECASE)
_CALLED_SO_IN_BRACKETS = re.compile(r"link|video|clip|recording|watch|here", re.IGNORECASE)
_WANTS_A_WORD = re.compile(r"\b(?:a|an|the|this|that|one|another)$", re.IGNORECASE)
_BRACKET = re.compile("[()]")
_ENDS_ADDRESS = ".,;:!?'\"”’»*"
_SIGNS = r"[)\]\"'”’»]{0,3}[.,;:!?…]*(?=\s|$)"
_FOLLOWS = re.compile(_SIGNS)
_GOES_ON = re.compile(rf"(?:['’]?\w{{1,20}})?{_SIGNS}")
_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")
# The text between two sources of the same words.
_BETWEEN = re.compile(r"[\s,;·]*(?:(?:and|und|et|y)\b[\s,;]*)?", re.IGNORECASE)
_SAYS_SOMETHING = re.compile(r"(?!(?:and|und|et|y)$|±)(?=.*\w)", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(?<!\\)(&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{2,31});)")
_STRONG = re.compile(r"(?<![\\\w*])(\*{1,3})(?=[^\s*])([^*]+)(?<=[^\s\\*])\1(?![\w*])")
_STRESSED = re.compile(r"(?<![\\\w_])(_{1,3})(?=[^\s_])([^_]+)(?<=[^\s\\_])\1(?![\w_])")
_MARKS_UP = re.compile(r"(?<!\\)[*_]")
_NESTED = 2


@dataclass(slots=True)
class _Part:
    """Words, and the sources behind them."""

    words: str = ""
    sources: tuple[LinkSource, ...] = ()


def passages(text: str, beside: PurePath | None = None) -> tuple[Passage, ...]:
    """Return the passages of a paragraph in markdown.

    A source belongs to the words before it; one at the beginning, to those after it. Links to files
    start from the folder `beside`.
    """
    found: list[Passage] = []
    ahead: tuple[LinkSource, ...] = ()
    for part in _ended(_unbracketed(_joined(_plain_parts(text, beside)))):
        words, sources = part.words.strip(), _each_once(*ahead, *part.sources)
        if not words and found:
            of_both = dict.fromkeys((*found[-1].sources, *sources))
            found[-1] = Passage(found[-1].text, tuple(of_both))
        elif words:
            found.append(Passage(words, sources))
        ahead = sources if not words and not found else ()
    return tuple(found) if not ahead else (Passage("", ahead),)


def plain(text: str) -> str:
    """Return the text without emphasis and escapes of markdown."""
    for _ in range(_NESTED):
        text = _STRESSED.sub(r"\2", _STRONG.sub(r"\2", text))
    return _ESCAPE.sub(lambda match: match[1] or unescape(match[2]), text).strip()


def _plain_parts(text: str, beside: PurePath | None) -> list[_Part]:
    """Return the parts without emphasis, which may span several."""
    parts = list(_parts(text.replace(_PARTED, ""), beside))
    words = plain(_PARTED.join(part.words for part in parts)).split(_PARTED)
    return [_Part(*both) for both in zip(words, (part.sources for part in parts), strict=True)]


def _joined(parts: Iterable[_Part]) -> list[_Part]:
    """Join sources with only a comma or an `and` between them: they are of the same words."""
    joined: list[_Part] = []
    for part in parts:
        if joined and joined[-1].sources and part.sources and _BETWEEN.fullmatch(part.words):
            joined[-1].sources += part.sources
        else:
            joined.append(part)
    return joined


def _unbracketed(parts: list[_Part]) -> list[_Part]:
    """Drop brackets around a source; those around more than it stay with the rest."""
    for part, behind in pairwise(parts):
        words, rest = part.words.rstrip(), behind.words.lstrip()
        if part.sources and words.endswith("("):
            part.words = words[:-1]
            behind.words = rest[1:] if rest.startswith(")") else f" ({rest.lstrip(' ,;')}"
    return parts


def _ended(parts: list[_Part]) -> list[_Part]:
    """Move the punctuation after a source to the words before it, as well as the end of its
    word."""
    for part, behind in pairwise(parts):
        words = part.words.rstrip()
        sign = (_GOES_ON if words == part.words else _FOLLOWS).match(behind.words)
        if not sign or not sign[0] or not words:
            continue
        if sign[0].startswith(")"):
            words = words.rstrip(" ,;")
        is_there = words.endswith(sign[0]) or (sign[0] == "." and _ENDED.search(words))
        part.words = words if is_there else words + sign[0]
        behind.words = behind.words[sign.end() :]
    return parts


def _parts(text: str, beside: PurePath | None) -> Iterator[_Part]:
    """Yield the parts in order, with their emphasis; a link that is no source stays among the
    words."""
    words, at = "", 0
    while (match := _MAY_CITE.search(text, at)) is not None:
        sources, of_it, end = _cited(text, match, beside)
        words += text[at : match.start()] + of_it
        at = end
        if sources:
            yield _Part(words, sources)
            words = ""
    yield _Part(words + text[at:])


def _cited(
    text: str, match: re.Match[str], beside: PurePath | None
) -> tuple[tuple[LinkSource, ...], str, int]:
    """Return the sources of a match, its remaining words, and its end."""
    if match["listed"]:
        end = _closing(text, match.start())
        sources, rest = _of_list(text[match.end() : end - 1] if end else "", beside)
        return (sources, rest, end) if sources else ((), match[0], match.end())
    is_alone = match["label"] is not None and _is_citation(text, match)
    usual_s = 0.0 if is_alone and second_in(plain(match["label"])) is None else None
    source = _source(_address_of(match), usual_s, beside)
    if source is None:
        return (), _in_words(match), match.end()
    if match["label"] is None:
        return (source,), "", match.start() + len(_trimmed(match[0]))
    return (source,), "" if is_alone else match["label"], match.end()


def _of_list(inner: str, beside: PurePath | None) -> tuple[tuple[LinkSource, ...], str]:
    """Return the sources in a list of them, and its other words, in brackets."""
    sources: list[LinkSource] = []

    def taken(match: re.Match[str]) -> str:
        source = _source(_address_of(match), 0.0, beside)
        if source is None:
            return _in_words(match)
        sources.append(source)
        return " "

    rest = (piece.strip() for piece in re.split("[,;]", _LISTED.sub(taken, inner)))
    other_words = ", ".join(filter(_SAYS_SOMETHING.match, rest))
    return _each_once(*sources), f"({other_words})" if other_words else ""


def _is_citation(text: str, match: re.Match[str]) -> bool:
    """Return whether a link's label only says that it is a source."""
    label = plain(match["label"])
    if second_in(label) is not None:
        return True
    before = text[max(0, match.start() - _REACH) : match.start()].rstrip()
    if before.endswith("("):
        is_called_so = _CALLED_SO_IN_BRACKETS.fullmatch(label) is not None
        return is_called_so or _CALLED_SOURCE.fullmatch(label) is not None
    return _CALLED_SOURCE.fullmatch(label) is not None and not _WANTS_A_WORD.search(before)


def _address_of(match: re.Match[str]) -> str:
    return match["target"] or match["bare"] or match["file"] or ""


def _in_words(match: re.Match[str]) -> str:
    """Return a link or a picture that is no source as its label and its address."""
    if match["label"] is None:
        bare = match[0]
        return _escaped_address(bare.strip("<>") if bare.startswith("<") else bare)
    label, target = _LINKED.sub(_in_words, match["label"]), _escaped_address(match["target"])
    if not label.strip() or plain(label) == plain(target):
        return target
    return label if target.startswith("#") else f"{label} ({target})"


def _escaped_address(address: str) -> str:
    """Escape the signs of emphasis in an address."""
    stored = address.rstrip("*")
    return _MARKS_UP.sub(r"\\\g<0>", stored) + address[len(stored) :]


def _closing(text: str, start: int) -> int:
    """Return the index behind the parenthesis that closes the one at `start`; 0 where none does."""
    depth = 0
    for bracket in _BRACKET.finditer(text, start, start + _REACH):
        depth += 1 if bracket[0] == "(" else -1
        if depth in {0, _DEPTH}:
            return bracket.end() if depth == 0 else 0
    return 0


def _source(address: str, usual_s: float | None, beside: PurePath | None) -> LinkSource | None:
    """Return the source that a link to a recording is; None for any other link.

    `usual_s` is the second of a link without a time; without it, such a link is none.
    """
    text = plain_address(address)
    link = link_in(text) or file_in(text, beside)
    if link is None or link.key is None:
        return None
    second_s = link.second_s
    if second_s is None and link.platform != "web_page":
        second_s = usual_s
    if second_s is None:
        return None
    return LinkSource(link.platform, link.key, link.url, second_s)


def plain_address(target: str) -> str:
    """Return the address of a link in markdown."""
    text = _trimmed(target).strip("<>")
    return _ESCAPE.sub(lambda match: match[1] or unescape(match[2]), text)


def _trimmed(address: str) -> str:
    """Return the address without the punctuation of its sentence."""
    while address and (
        address[-1] in _ENDS_ADDRESS
        or (address[-1] == ")" and address.count(")") > address.count("("))
    ):
        address = address[:-1]
    return address


def _each_once(*sources: LinkSource) -> tuple[LinkSource, ...]:
    return tuple(dict.fromkeys(sources))
