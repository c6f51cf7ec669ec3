"""Every number about a person that somebody else can open stands on that person's own page, and a day before."""

import csv
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from io import StringIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.db import transaction
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import EXAM
from tests.firm import MANUAL, firm, happened, instant, judged, manual
from tests.web.numbers import Number, numbers
from tests.web.test_access import pages

from ingrain.editions.models import Document
from ingrain.editions.publish import publish, save_draft
from ingrain.journal import follow
from ingrain.journal.write import append
from ingrain.method.calendar import DAY, HOUR
from ingrain.method.events import Event, Instant
from ingrain.monitor import decide as deciding
from ingrain.monitor import grid, looks, showing, tally, watch
from ingrain.monitor.behind import Behind
from ingrain.monitor.models import Action, Decision, Figure, Objection, Standing
from ingrain.monitor.objections import answer, object_to
from ingrain.monitor.periods import FOUR_WEEKS, PERIODS
from ingrain.monitor.setting import Court
from ingrain.people.access import Sight
from ingrain.people.models import Colleague, Leave, Role
from ingrain.site.sample import move_in
from ingrain.web import clock
from ingrain.web.pages.grid import WATCHERS

pytestmark = pytest.mark.anywhere

NOW = instant("2026-11-16T12:00")
WALKED = {"monitor", "grid", "grid-file", "cell", "record", "tasks", "objections"}
ELSEWHERE = {
    "home": "it only leads on",
    "settle": "by POST", "decide": "by POST", "answer": "by POST", "object": "one's own obligation, with its record",
    "me": "one's own page", "me-download": "one's own", "mine": "one's own",
    "manuals": "manuals", "beginning": "manuals", "starter": "manuals", "bringing": "manuals", "guide": "manuals",
    "reading": "sums of at least five people, by rule", "manual-word": "no figures", "manual-pdf": "no figures",
    "ask": "a sentence of the manual", "request": "what people said about a sentence",
    "writing": "text", "checking": "text", "publishing": "sums over everybody", "comparing": "text",
    "going-live": "teams and days", "address": "one's own address",
    "people": "who is here: what is written of me stands on my page", "person-new": "by POST", "invite-all": "by POST",
    "list-new": "what a list says", "list": "what a list said", "person": "what is written of me stands on my page",
    "away": "by POST", "away-not": "by POST", "invite": "by POST", "leave": "for whoever leaves, on their last day",
    "come-back": "by POST", "teams": "teams", "team": "teams", "dissolve": "by POST",
    "log-names": "whose names they are: no figures", "log-name-not": "by POST",
    "logs": "names in a log are nobody's here until they are matched",
    "own-as-xes": "the CRM's records", "own-as-ocel": "the CRM's records",
    "log": "counts of a log", "log-chosen": "by POST", "log-discard": "by POST", "log-progress": "a bar of bytes",
    "log-go-on": "by POST", "log-stop": "by POST", "log-back": "by POST", "log-forward": "by POST",
    "keys": "which key does what",
    "log-manual": "by POST", "log-as-xes": "the log's records", "log-as-ocel": "the log's records",
}  # fmt: skip
"""Pages that those who watch can open and that show no figure about a named person, and why."""


RECORDS_PAGES = {
    "adding", "board", "bulk", "calendar", "cards", "clearing", "converting", "doing", "exporting", "files", "finding",
    "handover", "importing", "meeting", "mentions", "moving", "one", "records_lists", "records_settings", "selling",
}  # fmt: skip
"""Pages of the CRM itself: they show records and their sums, which those who own them see there too."""


def test_every_page_that_watchers_open_is_walked_or_says_why_not() -> None:
    open_to_them = {str(p.name) for p in pages() if set(p.callback.open_to) & set(WATCHERS)}  # type: ignore[attr-defined]
    assert open_to_them >= WALKED
    of_records = {str(p.name) for p in pages() if p.callback.__module__.rpartition(".")[2] in RECORDS_PAGES}
    unsaid = open_to_them - WALKED - set(ELSEWHERE) - of_records
    assert not unsaid, f"Walk {unsaid} in this test, or say in ELSEWHERE why no figure about a person stands there."


# --- walking ----------------------------------------------------------------------------------------------------------


def signed_in(colleague: Colleague) -> Client:
    client = Client()
    client.force_login(colleague, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def opened(client: Client, name: str, *args: int, **asked: str) -> str:
    answer = client.get(reverse(name, args=args), asked)
    assert answer.status_code == 200, f"{name} {asked}: {answer.status_code}"
    return answer.content.decode()


def named() -> dict[str, str]:
    return dict(Colleague.objects.values_list("name", "key"))


def own_numbers(colleague: Colleague, periods: Sequence[str]) -> set[Number]:
    """Every number on somebody's own pages: the first one, those by rule and period, and what stands behind each."""
    client, names = signed_in(colleague), named()
    found = numbers(opened(client, "me"), names, person=colleague.key).found
    days = [
        one.day.isoformat() for d in Document.objects.all() for one in [*showing.coming(d), showing.visible(d)] if one
    ]
    for day in ["", *days]:
        by_rule = opened(client, "mine", day=day)
        found |= numbers(by_rule, names, person=colleague.key).found
        for asked in links(by_rule, "?"):
            if asked.get("period") in periods:
                found |= numbers(opened(client, "mine", **asked), names, person=colleague.key, area=asked["area"]).found
        for asked in links(opened(client, "me"), "?"):
            if asked.get("day", "") == day and "area" in asked:
                found |= numbers(opened(client, "me", **asked), names, person=colleague.key, area=asked["area"]).found
    return found


def links(page: str, to: str) -> list[dict[str, str]]:
    """What the links of a page ask for that begin like this."""
    asked = (unescape(href).partition("#")[0] for href in re.findall(r'href="([^"]*)"', page))
    return [dict(parse_qsl(urlsplit(href).query)) for href in asked if href.startswith(to) and "area=" in href]


def watched_numbers(
    watcher: Colleague, at: Instant, periods: Sequence[str], about: Collection[str] | None = None
) -> Iterator[tuple[str, set[Number]]]:
    """Every number about a named person on every page that a watcher can open, by page. about: whose cells are opened;
    everybody's where nobody is named."""
    client = signed_in(watcher)
    for document in Document.objects.all():
        if grid.grid(document) is None:
            continue
        for period in periods:
            whole = opened(client, "grid", document.pk, period=period)
            yield f"grid, {period}", marked(whole, named())
            yield f"file, {period}", in_a_file(client, document, period=period)
            for area in [area.title for area in document.current.manual.areas]:  # type: ignore[union-attr]
                by_rule = opened(client, "grid", document.pk, period=period, area=area)
                yield f"grid by rule, {period}", marked(by_rule, named())
                for asked in [*links(whole, "cell/"), *links(by_rule, "cell/")]:
                    if (
                        asked["area"] == area
                        and asked["person"] != watcher.key
                        and (not about or asked["person"] in about)
                    ):
                        yield f"cell {asked}", behind_a_cell(client, watcher, document, at, asked)
    yield "tasks", marked(opened(client, "tasks"), named())
    if watcher.holds(Role.LEAD, Role.MANAGER):
        yield "objections", marked(opened(client, "objections"), named())


def behind_a_cell(
    client: Client, watcher: Colleague, document: Document, at: Instant, asked: dict[str, str]
) -> set[Number]:
    assert Sight(watcher).sees(asked["person"])
    looks.begin(document, person=asked["person"], area=asked["area"], by=watcher, because="To help", at=at)
    page = opened(client, "cell", document.pk, **asked)
    assert_stories_open_for(asked["person"], document, asked["area"], client)
    return marked(page, named(), person=asked["person"], area=asked["area"])


def in_a_file(client: Client, document: Document, **asked: str) -> set[Number]:
    """The numbers of a downloaded grid, in which three columns are one of its cells."""
    answer = client.get(reverse("grid-file", args=[document.pk, "csv"]), asked)
    told = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    head = next(n for n, row in enumerate(told) if row and row[0] == "Person")
    names, found = named(), set()
    for row in told[head + 1 :]:
        for place in range(2, len(row), 3):
            if row[0] in names and row[place]:
                area = told[head][place].removesuffix(": followed")
                found.add((names[row[0]], area, f"followed {row[place]} {row[place + 1]}"))
    return found


def marked(page: str, names: dict[str, str], **about: str) -> set[Number]:
    read = numbers(page, names, **about)
    assert not read.strays, f"Print these by {{% figure %}}, so that they are held against `me`: {read.strays}"
    return read.found


def assert_stories_open_for(person: str, document: Document, area: str, watcher: Client) -> None:
    """The story of each record behind is the same for whoever it counts for."""
    of = showing.visible(document)
    behind = Behind.shown(of, person, area).lines[:1] if of else []
    own = signed_in(Colleague.objects.get(key=person))
    for line in behind:
        told = [
            opened(client, "record", document.pk, record=line.obligation.record).partition("<main")[2]
            for client in (own, watcher)
        ]
        assert told[0] == told[1]


def missing(found: set[Number], own: dict[str, set[Number]], unless: set[tuple[str, str]]) -> list[Number]:
    """What whoever it is about doesn't have. unless: persons and areas where somebody was proved right just now."""
    lacking = []
    for person, area, what in found:
        have = own.get(person, set())
        there = (person, area, what) in have or (not area and any(w == what for _p, _a, w in have))
        if not there and (person, area) not in unless:
            lacking.append((person, area, what))
    return lacking


# --- small worlds -----------------------------------------------------------------------------------------------------

COUNTED = ("met", "late", "missed", "unknown", "breaches", "due", "early", "void")
SELLERS = ("ruth.adeyemi", "colin.marsh", "sam.weir")


@st.composite
def worlds(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some days: what is saved on each (some of it late), and what people do then."""
    number, days = 0, []
    for day in range(draw(st.integers(3, 4))):
        saved = []
        for _one in range(draw(st.integers(0, 5 if day else 9))):
            number += 1
            saved.append(
                {
                    "record": f"{draw(st.sampled_from(['lead', 'opportunity']))}/{number}",
                    "who": draw(st.sampled_from(SELLERS)),
                    "ago": draw(st.integers(0, 12 * 24)),
                    "called": draw(st.sampled_from([None, 1, 30, 90])),
                    "to": draw(st.sampled_from([None, None, None, *SELLERS])),
                }
            )
        doing = draw(st.sampled_from(["", "decide", "right", "wrong", "publish", "leave"]))
        days.append({"saved": saved, "do": doing, "hours": draw(st.sampled_from([6, 25, 49]))})
    return days


@dataclass
class World:
    """A firm, and what each person's own pages have shown at which moment."""

    people: dict[str, Colleague]
    document: Document
    periods: Sequence[str]
    at: Instant = NOW
    seen: list[tuple[Instant, dict[str, set[Number]]]] = field(default_factory=list)
    right: list[tuple[Instant, str, str]] = field(default_factory=list)

    def live(self, day: dict[str, Any]) -> None:
        for one in day["saved"]:
            self.save(**one)
        follow.catch_up(at=self.at)
        watch.fallen_due(self.at)
        self.do(day["do"])
        grid.count(self.document, at=self.at)
        tally.count(self.document, at=self.at)

    def save(self, record: str, who: str, ago: int, called: int | None, to: str | None) -> None:
        """Saved now, though some of it happened long ago."""
        began = self.at - ago * HOUR
        told = [Event(0, record, "create", began, self.at, who, {"owner": who, "stage": "Discovery"})]
        if called is not None and began + called * HOUR <= self.at:
            then = began + called * HOUR
            told.append(Event(0, f"call/{record[-3:]}", "call", then, self.at, who, {}, (record,)))
        if to:
            told.append(Event(0, record, "hand over", self.at, self.at, who, {"owner": to}))
        append(told)

    def do(self, what: str) -> None:
        at, today = self.at, Court(self.document, self.at).company.calendar.day(self.at)
        found = grid.grid(self.document)
        if what == "decide" and found:
            cell = next(c for c in found.cells if c.person in SELLERS)
            deciding.decide(
                self.document, cell, "lesson", who=self.people["maria"], until=today, by=self.people["maria"],
                at=at, today=today,
            )  # fmt: skip
        if what in ("right", "wrong"):
            self.contest(right=what == "right")
        if what == "publish":
            draft = save_draft(
                self.document, MANUAL.replace("14 days", "7 days"), revision=self.document.revision,
                by=self.people["ingrid"], at=at,
            )  # fmt: skip
            if self.document.editions.count() == 1:
                publish(draft, by=self.people["ingrid"], at=at, revision=draft.revision)
                self.document = Document.objects.get(pk=self.document.pk)
                watch.judge_all(self.document, at=at)
        if what == "leave" and not Leave.objects.exists():
            Leave.objects.create(colleague=self.people["ruth"], first=today, last=today)

    def contest(self, *, right: bool) -> None:
        contested = {(o.record, o.rule) for o in Objection.objects.all()}
        for standing in Standing.objects.filter(responsible__in=SELLERS).exclude(state="met"):
            if (standing.record, standing.rule) not in contested:
                by = Colleague.objects.get(key=standing.responsible)
                objection = object_to(standing, "It was spam", by=by, at=self.at)
                answer(objection, upheld=right, words="No", by=self.people["ingrid"], at=self.at)
                if right:
                    self.right.append((self.at, by.key, standing.area))
                return

    def assert_own_first(self, *watchers: str) -> None:
        own = {key: own_numbers(Colleague.objects.get(key=key), self.periods) for key in everybody()}
        self.seen.append((self.at, own))
        since = self.at - showing.HEAD_START * DAY
        long_enough = [n for n, (at, _own) in enumerate(self.seen) if at <= since]
        unless = {(person, area) for at, person, area in self.right if at > since}
        for who in watchers:
            for page, found in watched_numbers(self.people[who], self.at, self.periods):
                assert not found or long_enough, f"{who} sees {found} on {page}, and nobody has had a day."
                for at, own in self.seen[long_enough[-1] :] if long_enough else ():
                    had = found if at == self.at else {one for one in found if not is_suggestion(one)}
                    lacking = missing(had, own, unless if at < self.at else set())
                    assert not lacking, (
                        f"{who} sees on {page} what isn't on their own page, or wasn't at {at}: {lacking}"
                    )


def is_suggestion(number: Number) -> bool:
    """A suggestion follows what was decided meanwhile; its numbers are those of the cell and of four weeks before."""
    return number[2].startswith(tuple(str(label) for _value, label in Action.choices))


def everybody() -> list[str]:
    """Those about whom there is any number."""
    figures = Figure.objects.exclude(state__in=("nothing due", "not live yet"))
    return list(Colleague.objects.filter(key__in=figures.values("person")).values_list("key", flat=True))


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> list[Instant]:
    moment = [NOW]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    return moment


@pytest.mark.django_db
@settings(
    max_examples=200 if EXAM else 3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(days=worlds(), period=st.sampled_from(PERIODS))
def test_whoever_is_watched_has_had_every_number_for_a_day(
    days: list[dict[str, Any]], period: str, hands: list[Instant], settings_for_pages: None
) -> None:
    with transaction.atomic():
        people = firm()
        Colleague.objects.filter(key="colin.marsh").update(coach=people["sam"])
        world = World(people, manual(people["ingrid"]), (period,))
        for day in days:
            hands[0] = world.at
            world.live(day)
            world.assert_own_first("maria", "ingrid", "sam")
            world.at += day["hours"] * HOUR
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_in_the_sample_company_every_number_stands_on_somebodys_own_page_with_its_records(
    hands: list[Instant], settings_for_pages: None
) -> None:
    hands[0] = instant("2026-11-19T12:00")
    document = move_in(at=hands[0], today=date(2026, 11, 19), people=8, weeks=6)
    looked_at = everybody() if EXAM else everybody()[:3]
    own = {key: own_numbers(Colleague.objects.get(key=key), (FOUR_WEEKS,)) for key in looked_at}
    lead = Colleague.objects.get(key="ingrid.sorensen")
    seen = [(page, found) for page, found in watched_numbers(lead, hands[0], (FOUR_WEEKS,), looked_at)]
    assert sum(len(found) for _page, found in seen) > 100
    for page, found in seen:
        assert not missing({one for one in found if one[0] in own}, own, set()), page
    of = showing.visible(document)
    assert of is not None
    assert of.made <= hands[0] - DAY
    for one in (None, *showing.coming(document), of):
        shown = grid.grid(document, first_sight=one is None, of=one)
        for cell in shown.cells if shown else ():
            court = Court(document, hands[0])
            behind = Behind.shown(one, cell.person, cell.area) if one else Behind(court, cell.person, cell.area)
            said = {name: getattr(cell, name) for name in COUNTED}
            assert {name: behind.counts[name] for name in said} == said, f"{cell}: {behind.counts}"


# --- the walk finds what is planted -----------------------------------------------------------------------------------


@pytest.fixture
def page(people: dict[str, Colleague], hands: list[Instant], sign_in: Any) -> tuple[str, dict[str, set[Number]]]:
    """Colin's cell as Maria sees it, and Colin's own numbers."""
    document = manual(people["ingrid"])
    for number in range(7):
        happened(f"lead/{number}", "create", "2026-11-02T10:00", "colin.marsh", owner="colin.marsh")
    judged(document, at=NOW)
    looks.begin(document, person="colin.marsh", area="Lead handling", by=people["maria"], because="Why", at=NOW)
    cell = opened(signed_in(people["maria"]), "cell", document.pk, person="colin.marsh", area="Lead handling")
    return cell, {"colin.marsh": own_numbers(people["colin"], (FOUR_WEEKS,))}


ABOUT = {"person": "colin.marsh", "area": "Lead handling"}


def test_a_cell_as_it_is_passes(page: tuple[str, dict[str, set[Number]]]) -> None:
    found = marked(page[0], named(), **ABOUT)
    assert ("colin.marsh", "Lead handling", "followed 0 7") in found
    assert not missing(found, page[1], set())


def test_a_number_that_somebody_writes_into_the_page_is_found(page: tuple[str, dict[str, set[Number]]]) -> None:
    with pytest.raises(AssertionError, match="figure"):
        marked(page[0].replace("</h1>", ", 12 days behind</h1>"), named(), **ABOUT)


@pytest.mark.parametrize("planted", ["followed 1 7", "due 3"])
def test_a_marked_number_that_is_not_on_their_own_page_is_found(
    planted: str, page: tuple[str, dict[str, set[Number]]]
) -> None:
    html = page[0].replace("</h1>", f'<data value="{planted}">7</data></h1>')
    assert missing(marked(html, named(), **ABOUT), page[1], set()) == [("colin.marsh", "Lead handling", planted)]


def test_a_kind_of_number_without_a_formula_cannot_be_printed() -> None:
    with pytest.raises(TemplateSyntaxError, match="formula"):
        Template('{% load about %}{% figure "rank" 3 %}').render(Context())


def test_their_own_page_says_how_each_number_is_made(page: tuple[str, dict[str, set[Number]]]) -> None:
    own = opened(signed_in(Colleague.objects.get(key="colin.marsh")), "me")
    assert "followed = met ÷ (met + late + missed)" in own
    assert own.count("<li>") >= 10


# --- a day, at least --------------------------------------------------------------------------------------------------


def test_until_a_day_has_passed_nobody_else_sees_anything(people: dict[str, Colleague], hands: list[Instant]) -> None:
    document = manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    watch.judge_all(document, at=NOW)
    page = opened(signed_in(people["maria"]), "grid", document.pk)
    assert "Figures are shown here from 17 November, 12:00 on." in page
    assert "Ruth" not in page
    assert "others see from 17 November, 12:00" in opened(signed_in(people["ruth"]), "me")
    hands[0] = NOW + DAY
    grid.count(document, at=hands[0])
    assert "Ruth Adeyemi" in opened(signed_in(people["maria"]), "grid", document.pk)


def test_what_is_written_late_reaches_others_a_day_after_it_reaches_oneself(
    people: dict[str, Colleague], hands: list[Instant]
) -> None:
    document = manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    judged(document, at=NOW)
    happened("lead/2", "create", "2026-11-03T10:00", owner="ruth.adeyemi")
    follow.catch_up(at=NOW)
    grid.count(document, at=NOW)
    assert "0 of 2" in opened(signed_in(people["ruth"]), "me")
    for hours, asked in ((0, 1), (23, 1), (25, 1), (49, 2)):
        hands[0] = NOW + hours * HOUR
        grid.count(document, at=hands[0])
        assert f"0 of {asked}" in opened(signed_in(people["maria"]), "grid", document.pk), hours


def test_whoever_was_right_is_right_in_what_others_see_at_once(
    people: dict[str, Colleague], hands: list[Instant]
) -> None:
    document = manual(people["ingrid"])
    for number in (1, 2):
        happened(f"lead/{number}", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    judged(document, at=NOW)
    objection = object_to(Standing.objects.filter(record="lead/1")[0], "Spam", by=people["ruth"], at=NOW)
    answer(objection, upheld=True, words="", by=people["maria"], at=NOW)
    assert "0 of 1" in opened(signed_in(people["maria"]), "grid", document.pk)


def test_a_decision_stands_on_the_page_of_whoever_it_is_about_with_its_number_and_words(
    people: dict[str, Colleague], hands: list[Instant]
) -> None:
    document = manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    judged(document, at=NOW)
    cell = next(c for c in grid.grid(document).cells if c.person == "ruth.adeyemi")  # type: ignore[union-attr]
    today = date(2026, 11, 16)
    deciding.decide(
        document, cell, "lesson", who=people["sam"], until=today, by=people["maria"], at=NOW, today=today,
        note="On calls",
    )  # fmt: skip
    assert Decision.objects.count() == 1
    page = opened(signed_in(people["ruth"]), "me").partition('id="decided"')[2]
    assert 'value="followed 0 1"' in page
    assert "On calls" in page


def test_a_deadline_that_falls_into_entered_leave_moves_as_the_page_says(
    people: dict[str, Colleague], hands: list[Instant]
) -> None:
    Leave.objects.create(colleague=people["ruth"], first=date(2026, 11, 3), last=date(2026, 11, 5))
    document = manual(people["ingrid"])
    happened("lead/1", "create", "2026-11-02T10:00", owner="ruth.adeyemi")
    watch.judge_all(document, at=NOW)
    assert Standing.objects.get(record="lead/1").due == instant("2026-11-07T00:00")
    assert "end of your first working day back" in opened(signed_in(people["ruth"]), "me")
