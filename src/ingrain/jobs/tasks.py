"""What the worker does. Each task may be done twice without harm: a worker that is killed leaves it to the next one.

Here lives the door. The clock is read here, and what is done is one call into the room that does it.
"""

from datetime import UTC, datetime

from django.tasks import task

from ingrain.connect import bring_in
from ingrain.editions import foreseeing, measuring
from ingrain.editions.models import Document
from ingrain.jobs.asking import once
from ingrain.journal import follow
from ingrain.method.calendar import instant_of
from ingrain.method.events import Instant
from ingrain.monitor import clocks, forget, grid, tally, watch
from ingrain.monitor.models import Judged
from ingrain.monitor.setting import documents
from ingrain.people.directory import calendar
from ingrain.people.invitations import invite_by_mail
from ingrain.people.models import Colleague
from ingrain.records import bulk, clearing, sums
from ingrain.records import once as sent_once
from ingrain.records.importing import bring_in as bringing_sheets
from ingrain.records.importing import take_back


def now() -> Instant:
    return instant_of(datetime.now(UTC))


@task
def follow_the_journal() -> int:
    """Tell all who follow the journal what was written; then count the cells anew."""
    at = clocks.believed(now())
    told = follow.catch_up(at=at)
    if told:
        count_cells(at)
    return told


@task
def judge_what_fell_due() -> int:
    """Time alone has passed: what was due may be missed now, and the day of another edition may have come."""
    at = clocks.believed(now())
    follow.catch_up(at=at)
    found = watch.fallen_due(at)
    count_cells(at)
    return found


@task
def count_by_rule() -> int:
    """Figures by rule and over other periods, which take longer than those that are counted after each event."""
    at = now()
    return sum(tally.count(document, at=at) for document in documents() if document.log is None)


@task
def judge_everything(document: int) -> int:
    """A new edition, another calendar or an import: hold the manual against everything."""
    at = clocks.believed(now())
    found = Document.objects.select_related("log").get(pk=document)
    judged = watch.judge_all(found, at=at)
    measuring.measure(found, at=at)
    tally.count(found, at=at)
    return judged


@task
def bring_in_log(arrival: int) -> None:
    """A log that was uploaded: into the journal, from where it stands."""
    bring_in.bring_in(arrival, clock=now)


@task
def work_on_spreadsheet(sheet: int) -> None:
    """A spreadsheet that waits: into the records, or back out of them."""
    bringing_sheets.bring_in(sheet, clock=now)
    take_back.take_back(sheet, clock=now)


@task
def forget_what_is_old() -> int:
    """Results about persons go after twelve months."""
    at = now()
    return forget.forget(at=at, today=calendar().day(at))


@task
def clear_the_bin() -> int:
    """What has lain in the bin for thirty days goes for good; so do the keys of what was sent a month ago."""
    at = now()
    sent_once.forget(at=at)
    return clearing.clear_away(at=at)


@task
def recount_the_pipeline() -> int:
    """Hold the sums of the pipeline and the forecast against the rows; what was wrong is said from today on."""
    return sums.recount(today=calendar().day(now()))


@task
def begin_the_day() -> int:
    """Asked every hour: every manual of the firm that wasn't judged as a whole on its day yet.

    Dates have passed overnight that nobody touched, and months have begun, for which nothing was due before. A worker
    that was away at midnight finds it as soon as it is back.
    """
    begun = calendar().start(calendar().day(clocks.believed(now())))
    of_the_firm = [document for document in documents() if document.log is None]
    fresh = Judged.objects.filter(document__in=of_the_firm, at__gte=begun).values_list("document", flat=True)
    waiting = [document for document in of_the_firm if document.pk not in set(fresh)]
    for document in waiting:
        once(judge_everything)(document.pk)
    return len(waiting)


def judge_all_manuals() -> None:
    """Whoever changes the calendar or the people has every published manual judged anew."""
    for document in documents():
        once(judge_everything)(document.pk)


@task
def send_invitations(numbers: list[int], link: str, by: int) -> int:
    """Invite these colleagues by mail. link: an address with TOKEN in it. Whoever was invited is left out."""
    host = Colleague.objects.get(pk=by)
    return sum(invite_by_mail(number, link, by=host, at=now()) for number in numbers)


@task
def measure_objectives(document: int) -> int:
    """Measure a manual's objectives anew."""
    return measuring.measure(Document.objects.select_related("log").get(pk=document), at=now())


@task
def foresee(document: int, revision: int) -> int:
    """Work out what publishing a draft would change; nothing where it was saved again meanwhile."""
    found = Document.objects.select_related("log").get(pk=document)
    return len(foreseeing.foresee(found, at=now())) if found.revision == revision else 0


@task
def edit_in_bulk(number: int) -> int:
    """Set a field on all records of an edit, from where it stands."""
    return bulk.carry_on(number, clock=now)


@task
def take_back_bulk(number: int) -> int:
    """Take an edit of many records back, whole."""
    return bulk.carry_back(number, clock=now)


def count_cells(at: Instant) -> None:
    for document in documents():
        if document.log is None:
            grid.count(document, at=at)
