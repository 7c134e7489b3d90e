"""A pasted text parsed as an address, whatever its platform."""

import re
from dataclasses import dataclass, replace
from urllib.parse import SplitResult, unquote, urlsplit

from hearingnotes.model.sanitize import one_line
from hearingnotes.model.timecode import parse_time

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://", re.ASCII | re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)*[\w-]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}

_AND = re.compile("&(?:amp;)?")
_TRACKING = re.compile(
    r"utm_\w+|[gd]clid|[gw]braid|fbclid|msclkid|yclid|igshid|mibextid|mc_[ce]id", re.IGNORECASE
)
_SIGNATURE = re.compile(r"(?:.*[-_])?sig(?:nature)?", re.IGNORECASE)
_UNMISTAKABLE_TIME = re.compile(r"(?=\d)(?:\d+h)?(?:\d+m)?(?:\d+s)?", re.ASCII | re.IGNORECASE)
# The name of a place in a page, as `#agenda`. A page has no such names for its videos.
_PLACE_IN_PAGE = re.compile(r"[^\W\d_]*")


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
        """The address without tracking parameters, a time in its fragment and the name of a place.

        Any other fragment stays: a page may show another video for each.
        """
        file, fragment = self.file, _kept_fragment(self.fragment)
        return f"{file}#{fragment}" if fragment else file

    @property
    def file(self) -> str:
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
    if host is None or (scheme is None and ("@" in split.netloc or "." not in host)):
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


def without_time(address: Address, *names: str) -> tuple[Address, float | None]:
    """Return the address without those of these parameters that can only be a time, as `t=1h2m3s`,
    and the first such time.

    An address with a signature stays as it is.
    """
    pairs = address.query.split("&")
    named = {pair: unquote(pair.partition("=")[0]) for pair in pairs}
    if any(map(_SIGNATURE.fullmatch, named.values())):
        return address, None
    times = [
        pair
        for pair, name in named.items()
        if name in names
        and _UNMISTAKABLE_TIME.fullmatch(pair.partition("=")[2])
        and not pair.partition("=")[2].isdecimal()
    ]
    query = "&".join(pair for pair in pairs if pair not in times)
    return replace(address, query=query), first_time([pair.partition("=")[2] for pair in times])


def first_time(values: list[str]) -> float | None:
    """Return the first value that is a time, also as a media fragment writes it: `npt:90`,
    `90,120`."""
    times = (parse_time(value.removeprefix("npt:").partition(",")[0]) for value in values)
    return next((time for time in times if time is not None), None)


def without_tracking(url: str) -> str:
    """Return the address without fragment and tracking parameters, all else unchanged."""
    page, _, query = url.partition("#")[0].partition("?")
    pairs = query.split("&")
    stored = "&".join(
        pair for pair in pairs if not _TRACKING.fullmatch(unquote(pair.partition("=")[0]))
    )
    return f"{page}?{stored}" if stored else page


def host_and_last_part(url: str) -> str:
    """Return a short name for a page: `city.example 1234`."""
    split = urlsplit(url)
    last = unquote(split.path).rstrip("/").rpartition("/")[2]
    return one_line(f"{split.netloc.removeprefix('www.')} {last}")


def _kept_fragment(fragment: str) -> str:
    """Return the part of a fragment that may tell one video of a page from another."""
    pieces = _AND.split(fragment.partition(":~:")[0])
    kept = "&".join(piece for piece in pieces if piece.partition("=")[0] != "t")
    return "" if _PLACE_IN_PAGE.fullmatch(kept) else kept


def _host(split: SplitResult) -> str | None:
    if split.scheme == "file":
        return "" if split.netloc.lower() in {"", "localhost"} else None
    user, _, _ = split.netloc.rpartition("@")
    # https://www.youtube.com@elsewhere.example opens elsewhere.example: whoever reads it is misled.
    if re.search(r"[^!-~]|[.@/\\]", unquote(user)):
        return None
    host = (split.hostname or "").rstrip(".")
    return host if split.scheme in _DEFAULT_PORTS and _HOST.fullmatch(host) else None
