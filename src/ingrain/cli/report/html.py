"""HTML from Python, small and safe: text is escaped unless it was made here; a whole page has its CSP and no script.

Here lives how elements are written. What a report says lives in the modules around.
"""

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape, unescape


class Markup(str):
    """HTML that was made here, and isn't escaped again."""

    __slots__ = ()


type Part = str | Markup | Iterable["Part"] | None

EMPTY = frozenset({"meta", "link", "br", "hr", "rect", "path", "polyline", "circle"})
POLICY = "default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'"
"""What the page may do: show itself."""


def el(tag: str, *inside: Part, **attributes: str | int | bool | None) -> Markup:
    """An element. Attributes: class_ is class, aria_label is aria-label; None and False leave one out."""
    told = "".join(_attribute(name, value) for name, value in attributes.items() if value not in (None, False))
    if tag in EMPTY:
        return Markup(f"<{tag}{told}>" if tag in ("meta", "link", "br", "hr") else f"<{tag}{told}/>")
    return Markup(f"<{tag}{told}>{together(inside)}</{tag}>")


def together(parts: Part) -> Markup:
    """Parts one after the other, text escaped."""
    if parts is None:
        return Markup()
    if isinstance(parts, Markup):
        return parts
    if isinstance(parts, str):
        return Markup(escape(parts, quote=False))
    return Markup("".join(map(together, parts)))


def _attribute(name: str, value: str | int | bool | None) -> str:
    name = name.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def page(title: str, style: str, body: Part, *, language: str = "en") -> str:
    """A whole page that carries its style, and whose policy lets in nothing else."""
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy(style)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="robots", content="noindex"),
        el("title", title),
        el("style", Markup(style)),
    )
    return f"<!doctype html>\n{el('html', head, chr(10), el('body', body), lang=language)}\n"


def policy(style: str) -> str:
    """The Content-Security-Policy of a page with this style and no script."""
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return POLICY % base64.b64encode(digest).decode("ascii")


def policy_of(whole: str) -> str:
    """The policy that a page made here states for itself; the strictest one for anything else."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', whole[:2000])
    return unescape(found[1]) if found else "default-src 'none'"
