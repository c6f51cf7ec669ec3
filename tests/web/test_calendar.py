"""The calendar's pages without a browser: whose week, what is moved and planned, how a meeting was."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.firm import instant
from tests.records.book import account, contact, desk
from tests.web.conftest import SignIn

from ingrain.journal import read
from ingrain.method.events import Value
from ingrain.people.models import Colleague
from ingrain.records import doing
from ingrain.records.models import Activity, Openness
from ingrain.web import clock

NOW = instant("2026-11-25T12:00")
PLANNED_AT = instant("2026-11-20T09:00")
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def planned(by: Colleague, kind: str = "meeting", *about: Any, **values: Value) -> Activity:
    hours = {"start": "2026-11-26T10:00", "end": "2026-11-26T11:00"} if kind == "meeting" else {}
    given: dict[str, Value] = {"subject": "Line two", **hours, **{n.replace("_", " "): v for n, v in values.items()}}
    return doing.plan(kind, about, given, by=desk(by), at=PLANNED_AT)


def shown(client: Any, **asked: str) -> str:
    answer = client.get(reverse("calendar"), asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def again(row: Activity) -> Activity:
    return Activity.objects.get(pk=row.pk)


def test_a_week_shows_what_is_in_it_and_leads_to_those_beside_it(people: dict[str, Colleague], sign_in: SignIn) -> None:
    planned(people["ruth"], "meeting", account(people["ruth"]))
    planned(people["ruth"], "task", subject="Send the offer", due_date="2026-11-23")
    page = shown(sign_in(people["ruth"]))
    assert "1 meeting and 1 thing to do." in page
    assert "Calder Mills" in page
    assert "2 days late" in page
    assert "?week=2026-W47" in page
    assert "?week=2026-W49" in page
    assert "Nothing is planned." in shown(sign_in(people["ruth"]), week="2026-W50")
    assert sign_in(people["ruth"]).get(reverse("calendar"), {"week": "soon"}).status_code == 404


def test_the_week_begins_with_the_day_with_which_the_readers_weeks_begin(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    client = sign_in(people["ruth"])

    def first_day(language: str) -> str:
        page = client.get(
            reverse("calendar"), {"week": "2026-W48", "days": "7"}, headers={"Accept-Language": language}
        ).content.decode()
        return str(re.findall(r'data-day="([\d-]+)" data-name', page)[0])

    assert first_day("en-GB") == "2026-11-23"
    assert first_day("pt-BR") == "2026-11-22"


def test_a_manager_looks_at_the_weeks_of_their_people_and_others_at_what_they_may_read(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    for kind in Activity.Kind.values:
        Openness.objects.create(kind=kind, read="owner", change="owner")
    planned(people["ruth"])
    page = shown(sign_in(people["maria"]), whose="ruth.adeyemi")
    assert "Ruth Adeyemi’s week" in page
    assert "Line two" in page
    assert "1 meeting" not in page, "what somebody does is counted for themselves"
    answer = sign_in(people["colin"]).get(reverse("calendar"), {"whose": "ruth.adeyemi"})
    assert answer.status_code == 404
    assert "Ruth" not in shown(sign_in(people["colin"]))


def test_what_one_may_not_read_is_not_in_a_colleagues_week(people: dict[str, Colleague], sign_in: SignIn) -> None:
    Openness.objects.create(kind="task", read="owner", change="owner")
    planned(people["ruth"])
    planned(people["ruth"], "task", subject="Secret", due_date="2026-11-26")
    page = shown(sign_in(people["dana"]), whose="ruth.adeyemi")
    assert "Line two" in page
    assert "Secret" not in page
    assert "data-moves" not in page, "Dana may look, and not move"
    hidden = Activity.objects.get(subject="Secret")
    for name in ("calendar-move", "calendar-how"):
        assert sign_in(people["dana"]).post(reverse(name, args=[hidden.pk]), {}).status_code == 404


def test_moving_is_said_and_taken_back(people: dict[str, Colleague], sign_in: SignIn) -> None:
    met, client = planned(people["ruth"]), sign_in(people["ruth"])
    sent = {"day": "2026-11-27", "time": "14:15", "minutes": "90", "seen": met.version}
    answer = client.post(reverse("calendar-move", args=[met.pk]), sent, follow=True)
    assert (again(met).start, again(met).end) == (instant("2026-11-27T14:15"), instant("2026-11-27T15:45"))
    page = answer.content.decode()
    assert "Line two: Friday, 27 November, 14:15." in page or "Line two: Friday, November 27" in page
    undo = re.search(r'data-undo hx-post="([^"]+)"', page)
    assert undo
    answer = client.post(undo[1].replace("&amp;", "&"), headers=HTMX)
    assert reverse("calendar") in answer["HX-Location"]
    assert (again(met).start, again(met).end) == (instant("2026-11-26T10:00"), instant("2026-11-26T11:00"))


def test_two_who_move_the_same_the_second_is_told(people: dict[str, Colleague], sign_in: SignIn) -> None:
    met = planned(people["ruth"])
    sent = {"day": "2026-11-27", "time": "14:15", "minutes": "60", "seen": met.version}
    sign_in(people["maria"]).post(reverse("calendar-move", args=[met.pk]), sent)
    late = sign_in(people["ruth"]).post(reverse("calendar-move", args=[met.pk]), {**sent, "time": "09:00"}, follow=True)
    assert "Maria Okafor moved Line two meanwhile, to Friday" in late.content.decode()
    assert again(met).start == instant("2026-11-27T14:15")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"day": ""}, "Say on which day."),
        ({"day": "never"}, "is no day"),
        ({"time": "soon"}, "is no time of day"),
        ({"time": ""}, "A meeting has its hour."),
        ({"minutes": "long"}, "is no number of minutes"),
        ({"minutes": "0"}, "It would end before it begins."),
        ({"minutes": "99999"}, "Nothing here lasts longer than a week."),
    ],
)
def test_where_it_can_not_go_the_form_says_why_and_keeps_what_was_typed(
    people: dict[str, Colleague], sign_in: SignIn, sent: dict[str, str], said: str
) -> None:
    met = planned(people["ruth"])
    typed = {"day": "2026-11-27", "time": "14:15", "minutes": "60", "seen": str(met.version), "form": "1", **sent}
    page = sign_in(people["ruth"]).post(reverse("calendar-move", args=[met.pk]), typed).content.decode()
    assert said in page
    assert f'value="{next(iter(sent.values()))}"' in page
    assert again(met).start == met.start


def test_who_may_not_change_it_is_told_so(people: dict[str, Colleague], sign_in: SignIn) -> None:
    met = planned(people["ruth"])
    client = sign_in(people["dana"])
    assert "can’t be moved" in client.get(reverse("calendar-move", args=[met.pk])).content.decode()
    answer = client.post(reverse("calendar-move", args=[met.pk]), {"day": "2026-11-27", "time": "10:00"}, follow=True)
    assert "not change it" in answer.content.decode()
    assert again(met).version == met.version


def test_something_is_planned_once_with_whoever_is_named(people: dict[str, Colleague], sign_in: SignIn) -> None:
    ruth = people["ruth"]
    priya = contact(ruth, account(ruth))
    client = sign_in(ruth)
    form = client.get(reverse("calendar-plan"), {"day": "2026-11-27", "time": "14:00"}).content.decode()
    assert 'value="2026-11-27"' in form
    assert "Priya Nair" in client.get(reverse("calendar-whom"), {"value": "pri"}).content.decode()
    sent = {"key": "k", "subject": "Trial", "with": "Priya Nair", "kind": "meeting", "day": "2026-11-27",
            "time": "14:00", "minutes": "45"}  # fmt: skip
    for _twice in (1, 2):
        page = client.post(reverse("calendar-plan"), sent, follow=True).content.decode()
    assert "Trial is planned" in page
    made = Activity.objects.get(subject="Trial")
    assert (made.start, made.end, made.state) == (instant("2026-11-27T14:00"), instant("2026-11-27T14:45"), "planned")
    assert priya.record in read.story(made.record)[0].links
    undo = re.search(r'data-undo hx-post="([^"]+)"', page)
    assert undo
    client.post(undo[1].replace("&amp;", "&"), headers=HTMX)
    assert again(made).deleted is not None


def test_what_can_not_be_planned_says_why(people: dict[str, Colleague], sign_in: SignIn) -> None:
    client = sign_in(people["ruth"])
    sent = {"subject": "Trial", "with": "Nobody", "kind": "meeting", "day": "2026-11-27", "time": "14:00"}
    page = client.post(reverse("calendar-plan"), sent, headers=HTMX).content.decode()
    assert "Nobody and nothing here is called Nobody." in page
    assert 'value="Trial"' in page
    assert "has its hour" in client.post(reverse("calendar-plan"), {**sent, "time": ""}).content.decode()
    assert client.post(reverse("calendar-plan"), {**sent, "kind": "note"}).status_code == 404
    assert not Activity.objects.exists()


def test_a_meeting_that_has_ended_asks_for_its_note_on_the_calendar_and_under_to_do(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    ruth = people["ruth"]
    met = planned(ruth, "meeting", account(ruth), start="2026-11-25T10:00", end="2026-11-25T11:00")
    client = sign_in(ruth)
    for name in ("calendar", "tasks"):
        page = client.get(reverse(name)).content.decode()
        assert "How was it?" in page
        assert re.search(r"Meeting with Calder Mills ended at 11:00", page)
    assert "How was it?" not in sign_in(people["colin"]).get(reverse("tasks")).content.decode()
    sent = {"key": "once", "notes": "They take it.", "back": reverse("tasks")}
    for _twice in (1, 2):
        answer = client.post(reverse("calendar-how", args=[met.pk]), sent)
    assert answer["Location"] == reverse("tasks")
    assert (again(met).state, again(met).text) == ("done", "They take it.")
    assert [event.do for event in read.story(met.record)] == ["plan meeting", "meeting", "note"]
    assert "How was it?" not in client.get(reverse("tasks")).content.decode()


def test_what_is_planned_for_today_and_what_is_left_over_stands_under_to_do(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    ruth = people["ruth"]
    client = sign_in(ruth)
    assert "Nothing waits for you." in client.get(reverse("tasks")).content.decode()
    planned(ruth, "task", subject="Send the offer", due_date="2026-11-23")
    planned(ruth, subject="Tomorrow's visit")
    page = client.get(reverse("tasks")).content.decode()
    assert "Something is left over from before." in page
    assert re.search(r"Send the offer</a><span class=\"tag late\">2 days late", page)
    assert "Tomorrow" not in page
    planned(ruth, "task", subject="Ring Priya", due_date="2026-11-25")
    planned(ruth, "meeting", account(ruth), subject="Line three", start="2026-11-25T15:00", end="2026-11-25T16:00")
    planned(ruth, "meeting", start="2026-11-25T10:00", end="2026-11-25T11:00", subject="Over already")
    page = client.get(reverse("tasks")).content.decode()
    today = page.partition('id="planned"')[2].partition("</section>")[0]
    assert [said in today for said in ("Ring Priya", "Line three", "Over already", "Send the offer")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert "Ring Priya" not in sign_in(people["colin"]).get(reverse("tasks")).content.decode()


def test_a_meeting_that_did_not_take_place_says_so_and_an_empty_note_saves_nothing(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    met = planned(people["ruth"], start="2026-11-25T10:00", end="2026-11-25T11:00")
    client, address = sign_in(people["ruth"]), reverse("calendar-how", args=[met.pk])
    page = client.post(address, {"notes": " "}, follow=True).content.decode()
    assert "Write what came out of it" in page
    assert again(met).state == "planned"
    page = client.post(address, {"it": "not"}, follow=True).content.decode()
    assert "it didn’t take place" in page
    assert again(met).state == "cancelled"
    undo = re.search(r'data-undo hx-post="([^"]+)"', page)
    assert undo
    client.post(undo[1].replace("&amp;", "&"), headers=HTMX)
    assert again(met).state == "planned"


def test_one_is_sent_back_to_pages_of_our_own_alone(people: dict[str, Colleague], sign_in: SignIn) -> None:
    met = planned(people["ruth"], start="2026-11-25T10:00", end="2026-11-25T11:00")
    sent = {"it": "not", "back": "https://elsewhere.example/"}
    assert sign_in(people["ruth"]).post(reverse("calendar-how", args=[met.pk]), sent)["Location"] == reverse("calendar")


def test_a_full_week_asks_the_database_no_more_often_than_an_empty_one(
    people: dict[str, Colleague], sign_in: SignIn
) -> None:
    client = sign_in(people["maria"])

    def queries(**asked: str) -> int:
        shown(client, **asked)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            shown(client, **asked)
        return len(seen)

    mill = account(people["maria"])
    planned(people["maria"], "meeting", mill, start="2026-11-25T10:00", end="2026-11-25T11:00")
    planned(people["maria"], "task", mill, due_date="2026-11-13")
    few = queries()
    for hour in range(8, 20):
        priya = contact(people["maria"], mill, f"Priya {hour}")
        for day in (24, 25, 26):
            planned(
                people["maria"],
                "meeting",
                priya,
                start=f"2026-11-{day}T{hour:02}:00",
                end=f"2026-11-{day}T{hour:02}:45",
            )
        planned(people["maria"], "task", mill, due_date="2026-11-13")
    assert queries() == few
    assert few <= 32
