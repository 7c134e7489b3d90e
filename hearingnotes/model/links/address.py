"""A pasted text parsed as an address, whatever its platform."""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import parse_time

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.ASCII | re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}

_AND = re.compile("&(?:amp;)?")
_TRACKING = re.compile(
    r"utm_\w+|[gd]clid|[gw]braid|fbclid|msclkid|yclid|igshid|mibextid|mc_[ce]id", re.IGNORECASE
)
# YouTube's. Elsewhere such a short name may be part of what a signature covers, as Azure's `si`.
_SHORT_TRACKING = frozenset({"si", "feature", "pp"})
_SIGNATURE = re.compile(r"(?:.*[-_])?sig(?:nature)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an http, https or file address, still percent-encoded, without a user's name.

    `host` is in lower case, empty for files; `port` is empty where it is the scheme's own.
    `scheme_given` is False when `https` was only assumed.
    """

    scheme: str
    host: str
    port: str
    path: str
    query: str
    fragment: str
    scheme_given: bool

    @property
    def page(self) -> str:
        """The address without fragment and tracking parameters."""
        return without_tracking(
            f"{self.scheme}://{self.host}{self.port}{self.path or '/'}?{self.query}"
        )

    @property
    def parts(self) -> list[str]:
        """The parts of the path between its slashes."""
        return [part for part in self.path.split("/") if part]

    def parameter(self, name: str) -> str:
        """Return the decoded value of a query parameter; empty when it is not there."""
        return parameters(self.query).get(name, "")

    def second_s(self, *names: str) -> float | None:
        """Return the first of these parameters that is a time, or else the `t` of the fragment."""
        given = parameters(self.query)
        values = [given.get(name, "") for name in names]
        values.append(parameters(self.fragment).get("t", ""))
        return first_time(values)


def parse_address(text: str) -> Address | None:
    """Parse the text as an address, with or without `https://`; None when it cannot be one."""
    text = text.strip()
    if not text.isprintable() or " " in text:
        return None
    scheme = _SCHEME.match(text)
    try:
        split = urlsplit(text if scheme else "https://" + text.removeprefix("//"))
        port = "" if split.port in {None, _DEFAULT_PORTS.get(split.scheme)} else f":{split.port}"
        host = _host(split)
    except ValueError:
        return None
    if host is None or (scheme is None and "@" in split.netloc):
        return None
    return Address(
        scheme=split.scheme,
        host=host,
        port=port,
        path=split.path,
        query=split.query,
        fragment=split.fragment,
        scheme_given=scheme is not None,
    )


def parameters(text: str) -> dict[str, str]:
    """Return the decoded pairs of a query or of a fragment like one; the first of each name
    wins."""
    pairs = [part.partition("=") for part in _AND.split(text)]
    return {unquote(name): unquote(value) for name, _, value in reversed(pairs)}


def first_time(values: list[str]) -> float | None:
    """Return the first value that is a time, also as a media fragment writes it: `npt:90`,
    `90,120`."""
    times = (parse_time(value.removeprefix("npt:").partition(",")[0]) for value in values)
    return next((time for time in times if time is not None), None)


def without_tracking(url: str) -> str:
    """Return the address without fragment and tracking parameters, all else unchanged."""
    page, _, query = url.partition("#")[0].partition("?")
    pairs = query.split("&")
    names = [unquote(pair.partition("=")[0]) for pair in pairs]
    signed = any(map(_SIGNATURE.fullmatch, names))
    stored = "&".join(
        pair
        for pair, name in zip(pairs, names, strict=True)
        if not _TRACKING.fullmatch(name) and (signed or name not in _SHORT_TRACKING)
    )
    return f"{page}?{stored}" if stored else page


def host_and_last_part(url: str) -> str:
    """Return a short name for a page: `city.example 1234`."""
    split = urlsplit(url)
    last = unquote(split.path).rstrip("/").rpartition("/")[2]
    return one_line(f"{split.netloc.removeprefix('www.')} {last}")


def _host(split: SplitResult) -> str | None:
    if split.scheme == "file":
        return "" if split.netloc.lower() in {"", "localhost"} else None
    user, _, _ = split.netloc.rpartition("@")
    # https://www.youtube.com@elsewhere.example opens elsewhere.example: whoever reads it is misled.
    if re.search(r"[^!-~]|[.@/\\]", unquote(user)):
        return None
    host = (split.hostname or "").rstrip(".")
    return host if split.scheme in _DEFAULT_PORTS and _HOST.fullmatch(host) else None
