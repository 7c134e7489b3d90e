"""Addresses that only redirect to another one, which they carry in their query."""

import re

from hearingnotes.model.links.address import Address

_WRAPPERS = (
    (re.compile(r"(?:\w+\.)?youtube\.com/attribution_link/?"), ("u",)),
    (re.compile(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}/url"), ("q", "url")),
    (re.compile(r"(?:\w+\.)?youtube\.com/redirect"), ("q",)),
    (re.compile(r"[\w.-]+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"statics\.teams\.cdn\.office\.net/evergreen-assets/safelinks/.*"), ("url",)),
    (re.compile(r"lm?\.(?:facebook|messenger|instagram)\.com/(?:l\.php)?"), ("u",)),
    (re.compile(r"(?:[\w-]+\.)?facebook\.com/(?:flx/warn/?|sharer/sharer\.php)"), ("u",)),
    (re.compile(r"(?:[\w-]+\.)?facebook\.com/plugins/video\.php"), ("href",)),
    (re.compile(r"consent\.(?:youtube|google)(?:\.[a-z]{2,3}){1,2}/.*"), ("continue",)),
)


def unwrap(address: Address) -> str | None:
    """Return the address inside a wrapper; None when this is no wrapper."""
    place = f"{address.host}{address.path}"
    names = (name for pattern, names in _WRAPPERS if pattern.fullmatch(place) for name in names)
    inner = next(filter(None, map(address.parameter, names)), None)
    if inner is not None and inner.startswith("/") and not inner.startswith("//"):
        return f"https://{address.host}{inner}"
    return inner
