"""Pages in a real browser: signing in, three sizes, light and dark, and what axe finds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
from django.test import Client
from tests.conftest import EXAM

from ingrain.people.models import Colleague

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

DESK, PHONE, NARROW = (1440, 900), (390, 844), (320, 640)
LOOKS = pytest.mark.parametrize(
    ("size", "dark"),
    [
        pytest.param(size, dark, marks=pytest.mark.exam)
        for size in (DESK, PHONE, NARROW) for dark in (False, True)
        if EXAM or (size, dark) in {(DESK, False), (NARROW, True)}
    ],
    ids=lambda one: ("dark" if one else "light") if isinstance(one, bool) else str(one[0]),
)  # fmt: skip
"""Each size and each light; all of them together in `make exam`."""

AXE = Path(axe_playwright_python.__file__).parent.joinpath("axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def page_of(
    browser: Browser, server: Any, colleague: Colleague | None, *, size: tuple[int, int] = DESK, dark: bool = False,
    quiet: bool = False, touch: bool = False,
) -> Iterator[Page]:  # fmt: skip
    """A page on which this colleague is signed in. An error in the console fails the test, unless it is quiet."""
    width, height = size
    context = browser.new_context(
        base_url=server.url, viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
        has_touch=touch, locale="en-GB",
    )  # fmt: skip
    if colleague is not None:
        client = Client()
        client.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}])
    page = context.new_page()
    complaints: list[str] = []

    def heard(said: Any) -> None:
        if said.type == "error":
            complaints.append(f"{said.text} {said.location['url']}")

    page.on("console", heard)
    yield page
    context.close()
    assert quiet or not complaints, complaints


def assert_decent(page: Page) -> None:
    """Nothing for axe to find, and nothing that is wider than the window."""
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", RULES)["violations"]
    told = [f"{one['id']}: {node['html']} ({node['failureSummary']})" for one in found for node in one["nodes"]]
    assert not told, "\n".join([page.url, *told])
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
