"""A company of ten is set up from nothing in a browser, at a desk and on a phone; axe finds nothing."""

import hmac
import struct
from base64 import b32decode
from collections.abc import Iterator
from hashlib import sha1
from typing import TYPE_CHECKING, Any

import pytest
from tests.web.browsing import DESK, PHONE, assert_decent

from ingrain.journal.models import Head
from ingrain.method.calendar import SECOND
from ingrain.people.models import Colleague, Team
from ingrain.web import clock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD, HERS = "nine green bottles", "eight blue bottles"
TEN = """Name\tE-mail\tTeam\tRole\tManager
Maria Okafor\tmaria.okafor@firm.example\tNorth\tSales manager\t
Adeyemi, Ruth\truth.adeyemi@firm.example\tNorth\tSeller\tMaria Okafor
Colin Marsh\tcolin.marsh@firm.example\tNorth\tSeller\tMaria Okafor
Bram de Wit\tbram.dewit@firm.example\tNorth\tSeller\tMaria Okafor
Sam Weir\tsam.weir@firm.example\tNorth\tSuper user, Seller\tMaria Okafor
Dana Whitfield\tdana.whitfield@firm.example\tSouth\tSeller\tPeter Novak
Peter Novak\tpeter.novak@firm.example\tSouth\tSales manager\t
Ines Duarte\tines.duarte@firm.example\tSouth\tSeller\tPeter Novak
Ingrid Sorensen\tingrid.sorensen@firm.example\t\tAdoption lead\t
Helga Stein\thelga.stein@firm\tSouth\tSeller\tPeter Novak
"""


@pytest.fixture
def empty(live_server: Any, settings_for_pages: None) -> str:
    """The address of an Ingrain that nobody has set up."""
    Head.objects.get_or_create(pk=1)
    return str(live_server.url)


class Window:
    """A page in a window of some size, and what it complained of."""

    def __init__(self, browser: "Browser", size: tuple[int, int], light: Any = "light") -> None:
        width, height = size
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=light, timezone_id="Europe/London",
            reduced_motion="reduce",
        )  # fmt: skip
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def fits(self) -> None:
        assert_decent(self.page)


@pytest.fixture
def window(browser: "Browser") -> Iterator[Any]:
    opened: list[Window] = []

    def open_one(size: tuple[int, int], light: str = "light") -> Window:
        opened.append(Window(browser, size, light))
        return opened[-1]

    yield open_one
    for one in opened:
        one.context.close()


def set_up(at: Window, address: str) -> None:
    """The first start."""
    page = at.page
    page.goto(f"{address}/")
    assert page.input_value("#id_zone") == "Europe/London"
    at.fits()
    page.fill("#id_company", "Firm")
    page.select_option("#id_country", "GB")
    page.wait_for_selector("#id_region option[value=SCT]", state="attached")
    page.select_option("#id_region", "SCT")
    page.fill("#id_name", "Adam Keys")
    page.fill("#id_email", "adam.keys@firm.example")
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/people/")


@pytest.mark.parametrize(("size", "light"), [(DESK, "light"), (PHONE, "dark")], ids=["desk", "phone"])
def test_a_company_of_ten_is_set_up_from_nothing(empty: str, window: Any, size: tuple[int, int], light: str) -> None:
    adams = window(size, light)
    page = adams.page
    set_up(adams, empty)
    adams.fits()
    page.get_by_role("link", name="Bring in a list").click()
    page.fill("#text", TEN)
    page.get_by_role("button", name="Look at it").click()
    assert "9 rows would come in, one is wrong." in page.inner_text("h1")
    adams.fits()
    page.get_by_role("button", name="Take in 9 rows").click()
    assert "9 people came in; one row is to be put right." in page.inner_text("h1")
    adams.fits()
    page.fill("#text", page.input_value("#text").replace("helga.stein@firm", "helga.stein@firm.example"))
    page.get_by_role("button", name="Look at it again").click()
    page.get_by_role("button", name="Take in one row").click()
    page.goto(f"{empty}/people/")
    assert "11 people are here, 10 have not signed in yet." in page.inner_text("h1")
    adams.fits()
    page.get_by_role("link", name="Ruth Adeyemi").click()
    page.get_by_role("button", name="Make a link to hand over").click()
    adams.fits()
    ruths = window(PHONE)
    ruths.page.goto(page.input_value("#link"))
    ruths.fits()
    ruths.page.fill("#id_password", HERS)
    ruths.page.get_by_role("button", name="Set it and go on").click()
    assert "You see it first" in ruths.page.inner_text("h1")
    ruth, north = Colleague.objects.get(key="ruth.adeyemi").pk, Team.objects.get(name="North").pk
    others = (f"/people/{ruth}/leave/", f"/teams/{north}/")
    for address in ("/people/new/", "/teams/", "/settings/", "/people/list/", *others):
        page.goto(empty + address)
        adams.fits()
    assert adams.complaints == ruths.complaints == []


def code(secret: str, moment: float) -> str:
    """What an authenticator app shows: RFC 6238, six digits each 30 seconds."""
    counted = hmac.new(b32decode(secret), struct.pack(">Q", int(moment // 30)), sha1).digest()
    start = counted[-1] & 15
    return f"{(struct.unpack('>I', counted[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def test_an_authenticator_app_is_set_up_and_asked_for(empty: str, window: Any) -> None:
    adams = window(DESK)
    page = adams.page
    set_up(adams, empty)
    page.goto(f"{empty}/sign-in/2fa/")
    adams.fits()
    page.get_by_role("link", name="Activate").click()
    page.fill("input[type=password]", PASSWORD)
    adams.fits()
    page.locator("button.go").click()
    page.wait_for_selector("#authenticator_secret")
    assert page.evaluate("document.querySelector('.code img').naturalWidth") > 0
    adams.fits()
    secret = page.input_value("#authenticator_secret")
    page.fill("#id_code", code(secret, clock.now() / SECOND))
    page.get_by_role("button", name="Activate").click()
    page.wait_for_selector("text=Recovery")
    adams.fits()
    again = window(PHONE, "dark")
    page = again.page
    page.goto(f"{empty}/sign-in/login/")
    again.fits()
    page.fill("[name=login]", "adam.keys@firm.example")
    page.fill("[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/2fa/authenticate/")
    again.fits()
    page.fill("#id_code", code(secret, clock.now() / SECOND + 30))
    page.locator("button.go").first.click()
    page.wait_for_url("**/people/")
    assert adams.complaints == again.complaints == []


def test_a_passkey_is_set_up_and_signs_in(empty: str, window: Any) -> None:
    adams = window(DESK)
    page = adams.page
    set_up(adams, empty)
    devices = adams.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.goto(f"{empty}/sign-in/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.locator("button.go").click()
    page.wait_for_selector("#mfa_webauthn_add")
    adams.fits()
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url(lambda url: not url.endswith("/add/"))
    adams.fits()
    page.goto(f"{empty}/sign-in/logout/")
    page.get_by_role("button", name="Sign Out").click()
    page.goto(f"{empty}/sign-in/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/people/")
    assert adams.complaints == []


def test_password_pages_look_like_ours(empty: str, window: Any) -> None:
    adams = window(PHONE, "dark")
    set_up(adams, empty)
    adams.page.goto(f"{empty}/sign-in/password/change/")
    adams.fits()
    guest = window(PHONE)
    guest.page.goto(f"{empty}/sign-in/password/reset/")
    guest.fits()
    guest.page.fill("[name=email]", "adam.keys@firm.example")
    guest.page.locator("button.go").click()
    guest.page.wait_for_url("**/reset/done/")
    guest.fits()
    assert guest.page.evaluate("getComputedStyle(document.querySelector('.door')).display") == "grid"
    assert guest.complaints == []
