"""The page of one record: who sees it, saving its fields, two people at once, what it costs; adding and converting."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.firm import manual
from tests.records.book import NOW, account, contact, desk, lead, opportunity
from tests.web.conftest import SignIn

from ingrain.editions.models import Document
from ingrain.monitor import watch
from ingrain.people.models import Colleague, Firm
from ingrain.records import doing, files, keep, moving, pipelines
from ingrain.records.models import (
    About,
    Account,
    Activity,
    Attachment,
    Contact,
    Lead,
    Mention,
    Openness,
    Opportunity,
    Recent,
    Stage,
)  # fmt: skip
from ingrain.web import clock
from ingrain.web.signposts import address_of

pytestmark = pytest.mark.django_db
MINUTE = 60 * 1_000_000


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW + 5 * MINUTE)
    settings.MEDIA_ROOT = tmp_path


def text(answer: Any) -> str:
    return unescape(answer.content.decode())


def htmx(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, values, headers={"HX-Request": "true"})


# --- who sees it ------------------------------------------------------------------------------------------------------

CIRCLES = {
    "owner": {"ruth", "maria", "ingrid"},
    "team": {"ruth", "maria", "colin", "sam", "ingrid"},
    "everyone": {"ruth", "maria", "colin", "sam", "dana", "ingrid"},
}


@pytest.mark.parametrize("circle", CIRCLES)
@pytest.mark.parametrize("kind", ["lead", "account", "contact", "opportunity"])
def test_a_record_is_there_for_its_circle_alone_on_each_of_its_pages(
    circle: str, kind: str, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    Openness.objects.create(kind=kind, read=circle, change="owner")
    ruth = people["ruth"]
    of = account(ruth)
    made: Any = {
        "lead": lambda: lead(ruth), "account": lambda: of, "contact": lambda: contact(ruth, of),
        "opportunity": lambda: opportunity(ruth, of),
    }[kind]()  # fmt: skip
    page = address_of(made.record)
    pages = [page, f"{page}story/", f"{page}now/", f"{page}do/call/"]
    for name, one in people.items():
        client = sign_in(one)
        wanted = 200 if name in CIRCLES[circle] else (404 if desk(one).sells else 403)
        for each in pages:
            assert client.get(each).status_code == wanted, (name, each)
        if wanted != 200:
            for posted in ("field", "set-back", "bin", "files", "move"):
                assert client.post(f"{page}{posted}/", {"field": "name", "value": "x"}).status_code == wanted
    assert type(made).objects.get(pk=made.pk).name == made.name


def test_whoever_reads_and_may_not_change_is_told_so_and_changes_nothing(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    made = account(people["ruth"], city="Leeds")
    client = sign_in(people["dana"])
    page = text(client.get(address_of(made.record)))
    assert "You may read this record and log what you did; its fields are changed by its owner’s team." in page
    answer = client.post(f"{address_of(made.record)}do/note/", {"notes": "Met them at the fair."}, follow=True)
    assert "Met them at the fair." in text(answer)
    answer = htmx(client, f"{address_of(made.record)}field/", field="city", value="York", seen=made.version)
    assert "not change it" in text(answer)
    assert Account.objects.get().city == "Leeds"


def test_names_of_records_that_arent_for_them_arent_on_the_page(people: dict[str, Colleague], sign_in: SignIn) -> None:
    Openness.objects.create(kind="contact", read="owner", change="owner")
    of = account(people["ruth"])
    priya = contact(people["ruth"], of)
    doing.do("call", [priya], {"notes": "Hello"}, by=desk(people["ruth"]), at=NOW)
    assert "Priya Nair" in text(sign_in(people["ruth"]).get(address_of(of.record)))
    assert "Priya Nair" not in text(sign_in(people["colin"]).get(address_of(of.record)))


def test_what_the_manual_asks_is_shown_to_those_alone_who_may_see_the_persons_figures(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    document = manual(people["ingrid"])
    made = lead(people["ruth"])
    watch.judge_all(document, at=NOW)
    for name, sees in {"ruth": True, "maria": True, "ingrid": True, "colin": False, "dana": False}.items():
        page = text(sign_in(people[name]).get(address_of(made.record)))
        assert ("a lead has a call by its owner" in page) is sees, name
        assert ("What the manual asks here is shown to its owner" in page) is (name == "dana"), name
        assert "Nothing is asked for here" not in page, name


# --- what it says -----------------------------------------------------------------------------------------------------


def test_the_page_says_what_matters_and_what_to_do_next(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = opportunity(people["ruth"], account(people["ruth"]), amount=84000, close_date="2026-12-15", currency="GBP")
    page = text(sign_in(people["ruth"]).get(address_of(made.record)))
    assert "£84,000, in Qualification since today, closes 15 Dec" in page
    assert "Say what comes next, and when." in page
    keep.change(made, {"next step": "2026-11-30", "what next": "Call"}, by=desk(people["ruth"]), at=NOW)
    page = text(sign_in(people["ruth"]).get(address_of(made.record)))
    assert "Nothing is asked for here now." in page


CAPS = """# Selling here

## Leads

### First contact

- A lead has at most 5 emails.
- Within 1 working day of being created, a lead has a call by its owner.

## Deals

### Stages

- An opportunity never moves back to Site visit.
- An opportunity moves through Qualification, Site visit and Proposal in order.
"""


@pytest.fixture
def capped(people: dict[str, Colleague]) -> Document:
    """A manual with a stage of the firm's own, and with rules that ask for nothing as long as they are kept."""
    pipelines.usual()
    Stage.objects.filter(name="Discovery").update(name="Site visit")
    return manual(people["ingrid"], text=CAPS)


def test_what_is_kept_as_long_as_nothing_happens_is_nobodys_next_thing_to_do(
    people: dict[str, Colleague], sign_in: SignIn, capped: Document
) -> None:
    made = lead(people["ruth"], phone="0113 496 0067")
    watch.judge_all(capped, at=NOW)
    page = text(sign_in(people["ruth"]).get(address_of(made.record)))
    assert "<h3>Call</h3>" in page
    assert "at most 5 emails" not in page


def test_what_cant_be_mended_any_more_is_told_and_is_no_next_thing(
    people: dict[str, Colleague], sign_in: SignIn, capped: Document
) -> None:
    sale = opportunity(people["ruth"], account(people["ruth"]))
    moving.move(sale, Stage.objects.get(name="Proposal"), by=desk(people["ruth"]), at=NOW)
    watch.judge_all(capped, at=NOW + 60 * MINUTE)
    page = text(sign_in(people["ruth"]).get(address_of(sale.record)))
    assert "<h3>Say what comes next, and when.</h3>" in page
    assert "moves through Qualification, Site visit and Proposal in order" in page
    assert "not followed" in page


@pytest.mark.parametrize(
    ("circle", "who"),
    [("owner", "owner and those who lead them."), ("territory", "owner’s team and in its territory.")],
)
def test_a_reader_is_told_who_changes_a_record(
    circle: str, who: str, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    Openness.objects.create(kind="account", read="everyone", change=circle)
    made = account(people["ruth"])
    page = text(sign_in(people["dana"]).get(address_of(made.record)))
    assert f"log what you did; its fields are changed by its {who}" in page


def test_what_was_won_today_is_said_to_be_won_today(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = opportunity(people["ruth"], account(people["ruth"]), amount=20000, currency="GBP")
    moving.win(made, by=desk(people["ruth"]), at=NOW)
    assert "£20,000, won today." in text(sign_in(people["ruth"]).get(address_of(made.record)))


def test_looking_at_a_record_is_remembered_once(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = lead(people["ruth"])
    client = sign_in(people["ruth"])
    client.get(address_of(made.record))
    client.get(address_of(made.record))
    assert [(one.record, one.colleague) for one in Recent.objects.all()] == [(made.record, people["ruth"])]


def test_what_a_page_asks_of_the_database_doesnt_grow_with_the_record(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    ruth = people["ruth"]
    made = account(ruth)
    contact(ruth, made)
    opportunity(ruth, made)
    doing.do("call", [made], {"notes": "x"}, by=desk(ruth), at=NOW)
    client = sign_in(ruth)

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address_of(made.record)).status_code == 200
        return len(asked)

    cost()
    before = cost()
    calls = Activity.objects.bulk_create(
        Activity(kind="call", owner=ruth, text="x", created=NOW, at=NOW - n) for n in range(10_000)
    )
    About.objects.bulk_create(About(activity=one, record=made.record, at=one.at) for one in calls)
    for n in range(30):
        contact(ruth, made, f"Contact {n}")
        opportunity(ruth, made, f"Sale {n}")
    assert cost() <= before <= 32


def test_the_story_goes_on_where_it_stopped(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = account(people["ruth"])
    for n in range(40):
        doing.do("call", [made], {"subject": f"Call {n:02}"}, by=desk(people["ruth"]), at=NOW + n)
    client = sign_in(people["ruth"])
    page = text(client.get(address_of(made.record)))
    assert "Call 39" in page
    assert "Call 14" not in page
    (more,) = re.findall(r'hx-get="([^"]*after=[^"]*)"', page)
    rest = text(client.get(more))
    assert "Call 14" in rest
    assert "made this" in rest


# --- fields in place --------------------------------------------------------------------------------------------------


def test_a_field_is_saved_as_it_is_left_and_can_be_undone(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = opportunity(people["ruth"], amount=1000)
    client = sign_in(people["ruth"])
    page = address_of(made.record)
    answer = htmx(client, f"{page}field/", field="amount", value="£12.5k", seen=made.version)
    assert Opportunity.objects.get().amount == 1_250_000
    assert 'value="12,500"' in text(answer)
    assert "Amount saved." in text(answer)
    (undo,) = re.findall(r'data-undo hx-post="([^"]*)"', text(answer))
    htmx(client, undo)
    assert Opportunity.objects.get().amount == 100_000


def test_without_javascript_undo_is_a_form_of_its_own(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = opportunity(people["ruth"], amount=1000)
    client, page = sign_in(people["ruth"]), address_of(made.record)
    first = str(made.stage)
    other = Stage.objects.exclude(name=first)[0]
    for way, said in (("field/", {"field": "amount", "value": "5"}), ("move/", {"to": str(other.pk)}), ("bin/", {})):
        answer = client.post(f"{page}{way}", said, follow=True)
        (undo,) = re.findall(r'<form id="undo-1" hidden method="post" action="([^"]*)"', text(answer))
        assert '<button class="plain" form="undo-1">Undo</button>' in text(answer)
        client.post(undo.replace("&amp;", "&"), follow=True)
    now = Opportunity.objects.select_related("stage").get()
    assert (now.amount, str(now.stage), now.deleted) == (100_000, first, None)


def test_what_cant_be_read_stands_beside_its_field_with_what_was_typed(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    made = opportunity(people["ruth"])
    answer = htmx(
        sign_in(people["ruth"]), f"{address_of(made.record)}field/", field="amount", value="a lot", seen=made.version
    )
    assert "“a lot” is no amount" in text(answer)
    assert 'value="a lot"' in text(answer)
    assert 'aria-invalid="true"' in text(answer)


def test_whoever_saves_second_sees_both_values_and_can_save_theirs(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    made = account(people["ruth"], city="Leeds")
    page = address_of(made.record)
    htmx(sign_in(people["colin"]), f"{page}field/", field="city", value="York", seen=made.version)
    ruth = sign_in(people["ruth"])
    answer = text(htmx(ruth, f"{page}field/", field="city", value="Hull", seen=made.version))
    assert "Colin Marsh made it “York” meanwhile." in answer
    assert "You typed “Hull”." in answer
    assert 'value="Hull"' in answer
    assert Account.objects.get().city == "York"
    (seen,) = re.findall(r'name="seen" value="(\d+)"', answer)
    htmx(ruth, f"{page}field/", field="city", value="Hull", seen=seen)
    assert Account.objects.get().city == "Hull"


def test_two_who_save_different_fields_both_save(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = account(people["ruth"])
    page = address_of(made.record)
    htmx(sign_in(people["colin"]), f"{page}field/", field="city", value="York", seen=made.version)
    htmx(sign_in(people["ruth"]), f"{page}field/", field="industry", value="Food", seen=made.version)
    now = Account.objects.get()
    assert (now.city, now.industry) == ("York", "Food")


def test_a_field_that_people_dont_write_isnt_written_here(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = opportunity(people["ruth"])
    client = sign_in(people["ruth"])
    for field in ("stage", "state", "product lines", "nonsense"):
        assert client.post(f"{address_of(made.record)}field/", {"field": field, "value": "won"}).status_code == 404
    assert Opportunity.objects.get().state == "open"


def test_without_a_script_a_field_is_saved_too_and_the_page_comes_back(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    made = account(people["ruth"])
    client = sign_in(people["ruth"])
    answer = client.post(f"{address_of(made.record)}field/", {"field": "city", "value": "York"}, follow=True)
    assert "City saved." in text(answer)
    assert Account.objects.get().city == "York"


# --- activities -------------------------------------------------------------------------------------------------------


def test_a_call_is_logged_once_however_often_it_arrives(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = lead(people["ruth"])
    client = sign_in(people["ruth"])
    for _ in range(2):
        htmx(client, f"{address_of(made.record)}do/call/", notes="They want two.", when="done", key="k1")
    one = Activity.objects.get()
    assert (one.kind, one.state, one.text) == ("call", "done", "They want two.")


@pytest.mark.parametrize(
    ("when", "day", "due"),
    [
        ("today", "", "2026-11-20"),
        ("tomorrow", "", "2026-11-21"),
        ("week", "", "2026-11-23"),
        ("day", "2026-12-24", "2026-12-24"),
    ],
)
def test_planning_asks_for_the_day_only(
    when: str, day: str, due: str, people: dict[str, Colleague], sign_in: SignIn
) -> None:
    made = lead(people["ruth"])
    htmx(sign_in(people["ruth"]), f"{address_of(made.record)}do/task/", subject="Send it", when=when, day=day)
    one = Activity.objects.get()
    assert (one.state, str(one.due)) == ("planned", due)


def test_what_cant_be_planned_is_said_in_the_form_with_what_was_typed(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    made = lead(people["ruth"])
    client = sign_in(people["ruth"])
    address = f"{address_of(made.record)}do/task/"
    assert "Say on which day." in text(htmx(client, address, subject="Send it", when="day"))
    answer = text(htmx(client, address, subject="Send it", when="day", day="someday"))
    assert "“someday” is no day" in answer
    assert 'value="Send it"' in answer
    assert "Write a word about it" in text(htmx(client, address, subject=" ", when="today"))
    assert not Activity.objects.exists()


def test_a_planned_call_is_done_from_the_records_page(people: dict[str, Colleague], sign_in: SignIn) -> None:
    ruth = people["ruth"]
    made = lead(ruth)
    call = doing.plan("call", [made], {"subject": "Ring", "due date": "2026-11-20"}, by=desk(ruth), at=NOW)
    client = sign_in(ruth)
    answer = htmx(client, reverse("activity-settle", args=[call.pk]), it="done", home=made.record)
    assert address_of(made.record) in answer["HX-Location"]
    assert Activity.objects.get().state == "done"


def test_a_meeting_gets_its_notes_and_took_place_then(people: dict[str, Colleague], sign_in: SignIn) -> None:
    ruth = people["ruth"]
    when = {"subject": "Line two", "start": "2026-11-20T09:00", "end": "2026-11-20T10:00"}
    met = doing.plan("meeting", [lead(ruth)], when, by=desk(ruth), at=NOW - 600 * MINUTE)
    htmx(sign_in(ruth), reverse("activity-notes", args=[met.pk]), notes="Budget sits with @colin.marsh", key="k")
    one = Activity.objects.get()
    assert (one.state, one.text) == ("done", "Budget sits with @colin.marsh")
    assert Mention.objects.get().colleague == people["colin"]
    colin = sign_in(people["colin"])
    assert "A colleague named you in a note." in text(colin.get("/todo/"))
    colin.get("/mentions/")
    assert "Nothing waits for you." in text(colin.get("/todo/"))
    page = text(sign_in(people["colin"]).get(reverse("mentions")))
    assert "Line two" in page
    assert "new" in page


def test_names_are_offered_after_an_at(people: dict[str, Colleague], sign_in: SignIn) -> None:
    found = text(sign_in(people["ruth"]).get(reverse("colleagues"), {"q": "whi"}))
    assert "Dana Whitfield" in found
    assert "Colin" not in found


# --- adding and converting --------------------------------------------------------------------------------------------


def test_a_lead_is_added_once_and_its_page_opens(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["ruth"])
    for _ in range(2):
        answer = client.post(
            reverse("record-new", args=["lead"]), {"name": "Orla Byrne", "phone": "0113 4960067", "key": "k"}
        )
        assert answer["Location"] == address_of(Lead.objects.get().record)
    made = Lead.objects.get()
    assert (made.name, made.owner) == ("Orla Byrne", people["ruth"])
    assert client.get(reverse("add"))["Location"] == reverse("record-new", args=["lead"])


def test_the_kind_that_was_added_last_comes_first(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["ruth"])
    client.get(reverse("record-new", args=["account"]))
    assert client.get(reverse("add"))["Location"] == reverse("record-new", args=["account"])


def test_a_pasted_signature_fills_the_form_and_saves_nothing(people: dict[str, Colleague], sign_in: SignIn) -> None:
    pasted = "Orla Byrne, Westport Foods, 0113 496 0067, orla@westport.example"
    answer = text(sign_in(people["ruth"]).post(reverse("record-new", args=["lead"]), {"paste": "1", "pasted": pasted}))
    for value in ("Orla Byrne", "Westport Foods", "0113 496 0067", "orla@westport.example"):
        assert f'value="{value}"' in answer
    assert not Lead.objects.exists()


def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    client = sign_in(people["ruth"])
    address = reverse("record-new", args=["lead"])
    answer = text(client.post(address, {"name": "Orla", "email address": "not an address"}))
    assert "is no e-mail address" in answer
    assert 'value="Orla"' in answer
    assert "Give it a name" in text(client.post(address, {"phone": "0113 496 0067"}))
    assert not Lead.objects.exists()


def test_what_looks_the_same_is_named_to_those_who_may_read_it(people: dict[str, Colleague], sign_in: SignIn) -> None:
    Firm.objects.update(country="GB")
    Openness.objects.create(kind="lead", read="owner", change="owner")
    lead(people["ruth"], "Orla Byrne", phone="0113 496 0067", email_address="orla@westport.example")
    asked = reverse("alike", args=["lead"])
    for typed in ({"name": "Orla Birne"}, {"phone": "+44 113 4960067"}, {"email address": "orla@westport.example"}):
        assert "Orla Byrne" in text(sign_in(people["ruth"]).get(asked, typed)), typed
        assert "Orla Byrne" not in text(sign_in(people["colin"]).get(asked, typed))


def test_converting_shows_what_will_be_made_and_offers_the_account_that_is_there(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    ruth = people["ruth"]
    there = account(ruth, "Westport Foods")
    made = lead(ruth, "Orla Byrne", company="Westport Foods Ltd", product="Packer", phone="0113 496 0067")
    call = doing.do("call", [made], {"notes": "Hello"}, by=desk(ruth), at=NOW)
    client = sign_in(ruth)
    address = reverse("convert", args=[made.pk])
    page = text(client.get(address))
    assert "Westport Foods, which is there already" in page
    assert "Orla Byrne" in page
    answer = client.post(
        address, {"account": str(there.pk), "sale": "yes", "opportunity": "Packing line", "amount": "9k"}
    )
    sale = Opportunity.objects.get()
    assert answer["Location"] == address_of(sale.record)
    assert (sale.account, sale.amount, sale.lead) == (there, 900_000, Lead.objects.get())
    assert (Contact.objects.get().name, Account.objects.count()) == ("Orla Byrne", 1)
    assert About.objects.filter(activity=call, record=sale.record).exists()
    assert client.get(address)["Location"] == address_of(made.record)


def test_a_lead_is_closed_with_a_reason_and_taken_up_again(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = lead(people["ruth"])
    client = sign_in(people["ruth"])
    move = f"{address_of(made.record)}move/"
    assert "Say why nothing comes of it" in text(client.post(move, {"to": "disqualified"}, follow=True))
    client.post(move, {"to": "disqualified", "because": "no budget"})
    assert (Lead.objects.get().state, Lead.objects.get().loss_reason) == ("disqualified", "no budget")
    client.post(move, {"to": "open"})
    assert Lead.objects.get().state == "open"


def test_a_stage_that_somebody_moved_meanwhile_is_said_and_stays(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = opportunity(people["ruth"])
    moving.win(made, by=desk(people["colin"]), at=NOW)
    stage = made.stage_id
    answer = sign_in(people["ruth"]).post(
        f"{address_of(made.record)}move/", {"to": stage, "seen": made.version}, follow=True
    )
    assert "was won already, by Colin Marsh" in text(answer)


# --- files and the bin ------------------------------------------------------------------------------------------------


def test_files_are_handed_out_as_they_are_to_those_alone_who_may_read_the_record(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    Openness.objects.create(kind="lead", read="owner", change="owner")
    made = lead(people["ruth"])
    client = sign_in(people["ruth"])
    answer = client.post(
        f"{address_of(made.record)}files/",
        {"files": [SimpleUploadedFile("evil.html", b"<script>"), SimpleUploadedFile("empty.txt", b"")]},
        follow=True,
    )
    assert "“empty.txt” is empty" in text(answer)
    (kept,) = Attachment.objects.all()
    file = client.get(reverse("file", args=[kept.pk]))
    assert b"".join(file.streaming_content) == b"<script>"  # type: ignore[attr-defined]
    assert file["Content-Disposition"] == 'attachment; filename="evil.html"'
    assert (file["X-Content-Type-Options"], file["Content-Type"]) == ("nosniff", "application/octet-stream")
    for name in ("colin", "dana"):
        assert sign_in(people[name]).get(reverse("file", args=[kept.pk])).status_code == 404
    assert sign_in(people["sven"]).get(reverse("file", args=[kept.pk])).status_code == 403


def test_a_file_that_was_taken_away_isnt_handed_out(people: dict[str, Colleague], sign_in: SignIn) -> None:
    made = lead(people["ruth"])
    kept = files.attach(made, SimpleUploadedFile("a.txt", b"x"), by=desk(people["ruth"]), at=NOW)
    client = sign_in(people["ruth"])
    address = reverse("file", args=[kept.pk])
    client.post(address)
    assert client.get(address).status_code == 404
    client.post(f"{address}?back=1")
    file = client.get(address)
    assert file.status_code == 200
    file.close()


def test_a_record_is_put_into_the_bin_and_taken_back_from_the_bins_page(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    made = lead(people["ruth"])
    client = sign_in(people["ruth"])
    page = address_of(made.record)
    client.post(f"{page}bin/")
    assert "in the bin" in text(client.get(page))
    assert "Orla Byrne" in text(client.get(reverse("bin")))
    assert "Orla Byrne" not in text(sign_in(people["dana"]).get(reverse("bin")))
    client.post(f"{page}bin/", {"back": "1"})
    assert Lead.objects.get().deleted is None
