"""HTML as a browser would understand it: justhtml follows the standard's own algorithm."""

from justhtml import Element, JustHTML


def read_html(text: str, *, fragment: bool = False) -> JustHTML:
    """The document; any error that the standard names fails."""
    return JustHTML(text, fragment=fragment, sanitize=False, strict=True)


def found(page: JustHTML | Element, selector: str) -> list[Element]:
    """The elements that a selector means, in their order."""
    return [node for node in page.query(selector) if isinstance(node, Element)]


def attribute(element: Element, name: str) -> str:
    """An attribute's value; empty where it has none."""
    return (element.attrs or {}).get(name) or ""


def text_of(element: Element) -> str:
    """All text in it, as it stands there."""
    return element.to_text(separator="", strip=False)
