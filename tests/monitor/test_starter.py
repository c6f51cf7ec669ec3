"""The starter manual for selling to businesses: each of its rules is fed by what is done with records, and followed.

Every case plays one sentence: records' own verbs, the real follower of the journal, and what stands after each step.
"""

from collections.abc import Callable, Iterator

import pytest
from tests.firm import firm, instant, manual
from tests.records.book import account, contact, desk, lead, opportunity

from ingrain.editions.models import Document
from ingrain.editions.starting import starters
from ingrain.journal import follow
from ingrain.method.rules import FORM_NUMBER
from ingrain.monitor import watch
from ingrain.monitor.models import Standing
from ingrain.people.models import Colleague
from ingrain.records import doing, keep, moving
from ingrain.records.models import Kept, Opportunity, Stage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept")]
STARTER = starters()[0].manual
SENTENCES = {rule.sentence: rule.number for _, _, rule in STARTER.judged()}

type People = dict[str, Colleague]
type Steps = Iterator[tuple[str, Kept | str, list[str]]]
"""After each step: the moment, what it is about, and how it stands by this rule then."""

CASES: dict[str, Callable[[People], Steps]] = {}


def of(begins: str) -> Callable[[Callable[[People], Steps]], Callable[[People], Steps]]:
    """The case of the one sentence that begins so."""
    (sentence,) = (one for one in SENTENCES if one.startswith(begins))

    def noted(case: Callable[[People], Steps]) -> Callable[[People], Steps]:
        assert sentence not in CASES
        CASES[sentence] = case
        return case

    return noted


def on(day: str) -> int:
    """ "02T10:00" of November 2026; the 2nd is a Monday. Another month is said before it."""
    return instant(f"2026-{day}" if day.count("-") else f"2026-11-{day}")


def log(kind: str, about: Kept, by: Colleague, day: str) -> None:
    doing.do(kind, [about], {"subject": "The second line", "notes": "They want two."}, by=desk(by), at=on(day))


def to(stage: str, row: Opportunity, by: Colleague, day: str) -> None:
    moving.move(row, Stage.objects.get(name=stage), by=desk(by), at=on(day))


def at_night(day: str) -> None:
    """Everything is judged as a day begins: a date that has passed is seen without anybody touching its record."""
    watch.judge_all(Document.objects.get(), at=on(day))


# --- lead handling ----------------------------------------------------------------------------------------------------


@of("Within 1 working day of being created, a lead")
def called(people: People) -> Steps:
    made = lead(people["ruth"], at=on("02T10:00"))
    yield "02T10:01", made, ["due"]
    log("call", made, people["ruth"], "02T15:00")
    yield "02T15:01", made, ["met"]


@of("Within 10 working days of being created, a lead")
def decided(people: People) -> Steps:
    made = lead(people["ruth"], at=on("02T10:00"))
    yield "02T10:01", made, ["due"]
    moving.qualify(made, by=desk(people["ruth"]), at=on("05T10:00"))
    yield "05T10:01", made, ["met"]


@of("Before being qualified")
def asked_first(people: People) -> Steps:
    by = desk(people["ruth"])
    made = lead(people["ruth"], at=on("02T10:00"), product="Packer")
    moving.qualify(made, by=by, at=on("03T10:00"))
    yield "03T10:01", made, ["missed"]
    keep.change(made, {"budget": 40_000}, by=by, at=on("03T11:00"))
    yield "03T11:01", made, ["late"]
    other = lead(people["ruth"], "Tom Ashe", at=on("03T12:00"), product="Packer", budget=9_000)
    moving.qualify(other, by=by, at=on("04T10:00"))
    yield "04T10:01", other, ["met"]


@of("When disqualified")
def said_why_not(people: People) -> Steps:
    made = lead(people["ruth"], at=on("02T10:00"))
    yield "02T10:01", made, []
    moving.disqualify(made, because="no budget this year", by=desk(people["ruth"]), at=on("03T10:00"))
    yield "03T10:01", made, ["met"]


# --- meetings ---------------------------------------------------------------------------------------------------------


@of("When created, a meeting")
def knew_what_for(people: People) -> Steps:
    by, of_ = desk(people["ruth"]), lead(people["ruth"], at=on("02T10:00"))
    when = {"subject": "Line two", "start": "2026-11-04T10:00", "end": "2026-11-04T11:00"}
    bare = doing.plan("meeting", [of_], when, by=by, at=on("02T11:00"))
    yield "02T11:01", bare, ["missed"]
    keep.change(bare, {"purpose": "They know which line"}, by=by, at=on("02T12:00"))
    yield "02T12:01", bare, ["late"]
    clear = doing.plan("meeting", [of_], {**when, "purpose": "They know the price"}, by=by, at=on("02T13:00"))
    yield "02T13:01", clear, ["met"]


@of("A meeting has notes within 24 hours")
def wrote_it_down(people: People) -> Steps:
    by, of_ = desk(people["ruth"]), lead(people["ruth"], at=on("02T10:00"))
    when = {"subject": "Line two", "start": "2026-11-04T10:00", "end": "2026-11-04T11:00"}
    met = doing.plan("meeting", [of_], when, by=by, at=on("02T11:00"))
    yield "04T12:00", met, ["due"]
    doing.write_notes(met, "They want the second line in May.", by=by, at=on("04T16:00"))
    yield "04T16:01", met, ["met"]


# --- stages -----------------------------------------------------------------------------------------------------------


@of("An opportunity moves through")
def step_by_step(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    yield "02T10:01", sale, ["met"]
    to("Discovery", sale, people["ruth"], "03T10:00")
    yield "03T10:30", sale, ["met", "met"]
    to("Negotiation", sale, people["ruth"], "04T10:00")
    yield "04T10:30", sale, ["met", "met", "missed"]


@of("Before moving to Proposal")
def knew_who_pays(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"), budget=90_000)
    to("Proposal", sale, people["ruth"], "03T10:00")
    yield "03T10:01", sale, ["missed"]
    keep.change(sale, {"decision maker": "Priya Nair"}, by=desk(people["ruth"]), at=on("03T12:00"))
    yield "03T12:01", sale, ["late"]
    other = opportunity(people["ruth"], at=on("03T10:00"), budget=9_000, decision_maker="Jan")
    to("Proposal", other, people["ruth"], "04T10:00")
    yield "04T10:01", other, ["met"]


@of("Before moving to Negotiation")
def met_them(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"), amount=30_000)
    log("meeting", sale, people["ruth"], "03T10:00")
    yield "03T10:01", sale, []
    to("Negotiation", sale, people["ruth"], "04T10:00")
    yield "04T10:01", sale, ["met"]


@of("An opportunity never moves back")
def no_way_back(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    to("Discovery", sale, people["ruth"], "03T10:00")
    yield "03T10:30", sale, ["met", "met"]
    to("Qualification", sale, people["ruth"], "05T10:00")
    yield "05T10:30", sale, ["met", "met", "missed"]


@of("Before being won")
def quoted(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    log("quote", sale, people["ruth"], "03T10:00")
    yield "03T10:01", sale, []
    moving.win(sale, by=desk(people["ruth"]), at=on("04T10:00"))
    yield "04T10:01", sale, ["met"]


@of("After a quote")
def rang_about_it(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    log("quote", sale, people["ruth"], "03T10:00")
    yield "03T10:01", sale, ["due"]
    log("call", sale, people["ruth"], "05T10:00")
    yield "05T10:01", sale, ["met"]


@of("An opportunity that has a quote also has")
def sat_with_them(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    log("quote", sale, people["ruth"], "03T10:00")
    yield "03T10:01", sale, ["due"]
    log("meeting", sale, people["ruth"], "05T10:00")
    yield "05T10:01", sale, ["met"]


@of("An opportunity ends with")
def closed_it_themselves(people: People) -> Steps:
    sale, other = opportunity(people["ruth"], at=on("02T10:00")), opportunity(people["ruth"], at=on("02T10:00"))
    yield "02T10:01", sale, ["due"]
    moving.win(sale, by=desk(people["ruth"]), at=on("05T10:00"))
    yield "05T10:01", sale, ["met"]
    moving.lose(other, because="price", by=desk(people["ingrid"]), at=on("05T11:00"))
    yield "05T11:01", other, ["missed"]


@of("For an opportunity worth more than 100,000")
def read_by_two(people: People) -> Steps:
    alone = opportunity(people["ruth"], at=on("02T10:00"), amount=120_000)
    sale = opportunity(people["ruth"], at=on("02T10:00"), amount=120_000)
    moving.win(alone, by=desk(people["ruth"]), at=on("05T10:00"))
    yield "05T10:01", alone, ["missed"]
    yield "05T10:01", sale, []
    moving.win(sale, by=desk(people["maria"]), at=on("05T11:00"))
    yield "05T11:01", sale, ["met"]


@of("When lost")
def said_why(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    yield "02T10:01", sale, []
    moving.lose(sale, because="bought elsewhere", by=desk(people["ruth"]), at=on("03T10:00"))
    yield "03T10:01", sale, ["due"]
    yield "06T10:00", sale, ["met"]


# --- next steps -------------------------------------------------------------------------------------------------------


@of("An open opportunity always has a next step")
def knew_what_next(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"), next_step="2026-12-20")
    yield "12T10:00", sale, ["due"]
    yield "12-02T10:00", sale, ["met"]
    other = opportunity(people["ruth"], at=on("12-02T10:00"))
    yield "12-07T10:00", other, ["missed"]
    keep.change(other, {"next step": "2026-12-20"}, by=desk(people["ruth"]), at=on("12-07T11:00"))
    yield "12-07T11:01", other, ["late"]


@of("An open opportunity never goes longer than 14 days")
def kept_in_touch(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    yield "02T10:01", sale, ["due"]
    log("email", sale, people["ruth"], "10T10:00")
    yield "10T10:01", sale, ["met", "due"]


@of("Every seller updates a record")
def a_little_every_day(people: People) -> Steps:
    who = f"person/{people['ruth'].key}"
    yield "02T08:00", who, ["due"]
    made = lead(people["ruth"], at=on("02T10:00"))
    for day, city in ((3, "Leeds"), (4, "York"), (5, "Hull")):
        keep.change(made, {"city": city}, by=desk(people["ruth"]), at=on(f"{day:02}T10:00"))
    yield "09T10:00", who, ["met", "due"]


@of("No seller has more than 40 open opportunities")
def not_too_many(people: People) -> Steps:
    for name in ("ruth", "colin"):
        sales = [opportunity(people[name], name=f"Line {n}", at=on("02T10:00")) for n in range(41)]
        if name == "ruth":
            moving.lose(sales[0], because="no answer", by=desk(people[name]), at=on("02T15:00"))
    yield "02T15:01", f"person/{people['ruth'].key}", ["due"]
    yield "09T10:00", f"person/{people['ruth'].key}", ["met", "due"]
    yield "09T10:00", f"person/{people['colin'].key}", ["missed", "missed"]


# --- close dates, key accounts ----------------------------------------------------------------------------------------


@of("An open opportunity always has a close date")
def still_to_come(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"), close_date="2026-11-05")
    yield "05T10:00", sale, []
    at_night("12T02:00")
    yield "12T10:00", sale, ["missed"]
    keep.change(sale, {"close date": "2027-01-15"}, by=desk(people["ruth"]), at=on("12T11:00"))
    yield "12T11:01", sale, ["late"]


@of("No opportunity stays in Negotiation")
def came_to_an_end(people: People) -> Steps:
    sale = opportunity(people["ruth"], at=on("02T10:00"))
    to("Negotiation", sale, people["ruth"], "03T10:00")
    yield "03T10:30", sale, ["due"]
    moving.win(sale, by=desk(people["ruth"]), at=on("20T10:00"))
    yield "20T10:01", sale, ["met"]


@of("A key account has at least 1 meeting per quarter")
def sat_with_a_key_account(people: People) -> Steps:
    made = account(people["ruth"], at=on("09-15T10:00"), type="key")
    priya = contact(people["ruth"], made, at=on("09-15T10:00"))
    yield "10-05T10:00", made, ["void", "due"]
    log("meeting", priya, people["ruth"], "03T10:00")  # whom one meets belongs to the account
    yield "03T10:01", made, ["void", "met"]


# --- every one of them ------------------------------------------------------------------------------------------------


def test_it_uses_all_sixteen_forms() -> None:
    assert {FORM_NUMBER[type(rule.form)] for _, _, rule in STARTER.judged()} == set(range(1, 17))


@pytest.fixture(scope="module")
def people(kept: None) -> People:
    """The firm, and the manual, which is live since September."""
    found = firm()
    watch.judge_all(manual(found["ingrid"], text=starters()[0].text), at=on("09-01T10:00"))
    return found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_what_is_done_with_records_changes_how_each_rule_stands(sentence: str, people: People) -> None:
    seen: set[tuple[str, ...]] = set()
    for day, about, expected in CASES[sentence](people):
        follow.catch_up(at=on(day))
        watch.fallen_due(on(day))
        record = about if isinstance(about, str) else about.record
        rows = Standing.objects.filter(record=record, rule=SENTENCES[sentence], area_only=False)
        if record.startswith("person/"):
            rows = rows.filter(due__gte=on("08T23:00"))  # of a person, from the week on in which the case plays
        stands = list(rows.order_by("due", "triggered", "pk").values_list("state", flat=True))
        assert stands == expected, f"{record} at {day}"
        seen.add(tuple(stands))
    assert len(seen) > 1, "something that is done changes how it stands"
    assert any({"met", "late"} & set(stands) for stands in seen)
