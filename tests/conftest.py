"""What every test can ask for: how hard to try (make exam), and a browser where there is one."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EXAM = os.environ.get("INGRAIN_EXAM") == "1"
CI = os.environ.get("CI") == "true"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)

# A failing example is printed with the line that plays it again, and kept in .hypothesis.
settings.register_profile("test", max_examples=100, deadline=None, print_blob=True)
settings.register_profile(
    "exam", max_examples=5_000, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("exam" if EXAM else "test")


LONG = ("tests/site/test_killed.py", "tests/cli/test_start.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes longest begins first, so that no worker is left alone with it in the end.

    Without Chromium the browser tests say so and stand aside; in CI they must run, so there they fail.
    """
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    if CHROMIUM or CI:
        return
    without = pytest.mark.skip(reason="no Chromium on PATH (Debian: apt install chromium-headless-shell)")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(without)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, started once. A test that asks for it is marked `browser`."""
    from playwright.sync_api import sync_playwright  # here, so that a run without a browser does not pay for it

    if CHROMIUM is None:
        pytest.fail("CI must look at the pages, and there is no Chromium on PATH: .ci/run installs it.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_server(live_server: Any) -> Iterator[Any]:
    """The pages over HTTP. The browser keeps its connections to them until it ends itself, perhaps after the server;
    whoever answered there has to be able to leave the database in memory until then."""
    yield live_server
    for connection in live_server.thread.connections_override.values():
        connection.inc_thread_sharing()


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What a fixture of the whole module writes after this stays for all of its tests, and is gone behind them.

    Each test works in a savepoint within, so that it sees the same whatever the one before it did.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def settings_for_pages(settings: Any) -> None:
    """Pages whose jobs are noted and not done; who needs them done does them."""
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}
