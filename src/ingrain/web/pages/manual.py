"""The manual as everybody reads it: with its figures, on paper, and edition beside edition."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from ingrain.editions import measuring, requests, work
from ingrain.editions.comparing import compare
from ingrain.editions.models import Document, Edition
from ingrain.editions.starting import may_write
from ingrain.method.manual import Manual, Rule
from ingrain.method.rules import counts_as_breach
from ingrain.method.text import read_manual
from ingrain.monitor.by_rule import RuleSum, sums
from ingrain.people.access import SMALLEST_GROUP
from ingrain.people.models import Colleague, Role
from ingrain.press.pdf import pdf
from ingrain.press.sheet import Sheet
from ingrain.press.word import word
from ingrain.web import clock
from ingrain.web.doors import EVERYONE, open_to, sight, viewer
from ingrain.web.living import lives_by, since_told

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Beside:
    """What stands beside a rule. hidden: too few people stand behind it for whoever looks."""

    sum: RuleSum
    hidden: bool
    breaches_alone: bool

    @property
    def told(self) -> str:
        """ "375 of 412", "2 breaches", or nothing."""
        if self.hidden:
            return ""
        if self.breaches_alone:
            return f"{self.sum.breaches:,} breach" + ("" if self.sum.breaches == 1 else "es")
        return f"{self.sum.met:,} of {self.sum.asked:,}" if self.sum.asked else ""


@dataclass(frozen=True)
class Read:
    """An edition as somebody reads it. figures: beside the rules of the edition that was published last."""

    request: HttpRequest
    edition: Edition

    @property
    def document(self) -> Document:
        return self.edition.document

    @property
    def newest(self) -> bool:
        current = self.document.current
        return current is not None and current.pk == self.edition.pk

    @cached_property
    def figures(self) -> dict[int, Beside]:
        if not self.newest:
            return {}
        found = sums(self.document, at=clock.now())
        rules = {rule.number: rule for _area, _step, rule in self.edition.manual.judged()}
        return {number: self._beside(rules[number], one) for number, one in found.items()}

    def _beside(self, rule: Rule, found: RuleSum) -> Beside:
        assert rule.form is not None
        alone = counts_as_breach(rule.form)
        everyone = sight(self.request).everyone
        return Beside(found, not everyone and found.people < SMALLEST_GROUP, alone)

    @cached_property
    def measured(self) -> Mapping[str, list[str]]:
        return measuring.told(self.document) if self.newest else {}


# --- reading ----------------------------------------------------------------------------------------------------------


@open_to(*EVERYONE)
def manuals(request: HttpRequest) -> HttpResponse:
    """All manuals; where there is one to read and nothing to begin, that one."""
    me = viewer(request)
    found = [d for d in Document.objects.select_related("owner", "log") if d.current or may_write(d, me)]
    if len(found) == 1 and not me.holds(Role.LEAD):
        return redirect("reading", found[0].pk)
    return render(request, "ingrain/manuals.html", {"documents": found, "leads": me.holds(Role.LEAD)})


def may_read(request: HttpRequest, document: int) -> Document:
    """The manual, for those who may read it: once it was published everybody, before that its writers."""
    found = get_object_or_404(Document.objects.select_related("owner", "log"), pk=document)
    if found.current is None and not may_write(found, viewer(request)):
        raise Http404
    return found


@open_to(*EVERYONE)
def reading(request: HttpRequest, document: int) -> HttpResponse:
    """The manual with its figures; one that wasn't published yet as it is written now."""
    found = may_read(request, document)
    me, edition = viewer(request), _edition(request, found)
    told = {"document": found, "writes": may_write(found, me), "leads": me.holds(Role.LEAD)}
    told["requests"] = requests.seen_by(me, found)
    if edition is None:
        manual = read_manual(found.draft, found.words).manual
        return render(request, "ingrain/reading.html", {**told, "manual": manual, "words": found.words})
    if measuring.is_due(found, at=clock.now()):
        work.measure(found.pk)
    read = Read(request, edition)
    more = {
        "edition": edition,
        "manual": edition.manual,
        "read": read,
        "words": found.words,
        "before": found.editions.filter(number=edition.number - 1).first(),
        "newer": None if read.newest else found.current,
        "changed": found.draft != edition.text and read.newest,
        "lives_by": lives_by(found, edition.manual, at=clock.now()),
        "mine": _mine(found, edition.manual, me),
        "since": since_told(found, edition.manual, me.team) if me.team else None,
        "few": SMALLEST_GROUP,
        "watches": sight(request).watches,
    }
    return render(request, "ingrain/reading.html", {**told, **more})


def _edition(request: HttpRequest, document: Document) -> Edition | None:
    """The edition that is asked for; the last one otherwise."""
    number = request.GET.get("edition", "")
    if not number:
        return document.current
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    return get_object_or_404(document.editions.select_related("document__log"), number=int(number))


def _mine(document: Document, manual: Manual, me: Colleague) -> object:
    """What is said of the team of whoever reads."""
    if me.team is None:
        return None
    return next((one for one in lives_by(document, manual, at=clock.now()) if one.team == me.team), None)


# --- on paper ---------------------------------------------------------------------------------------------------------


@open_to(*EVERYONE)
def on_paper(request: HttpRequest, document: int, ending: str) -> HttpResponse:
    """The same as a file: Word or PDF."""
    found = may_read(request, document)
    edition = _edition(request, found)
    if edition is None:
        raise Http404
    read = Read(request, edition)
    sheet = Sheet(
        edition.manual,
        found.words,
        f"Edition {edition.number}",
        read.measured,
        {number: beside.told for number, beside in read.figures.items()},
        [(one.name, one.told) for one in lives_by(found, edition.manual, at=clock.now())],
    )
    made, kind = (word(sheet), WORD) if ending == "docx" else (pdf(sheet), "application/pdf")
    answer = HttpResponse(made, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{sheet.file_name}-{edition.number}.{ending}"'
    return answer


# --- edition beside edition -------------------------------------------------------------------------------------------


@open_to(*EVERYONE)
def comparing(request: HttpRequest, document: int) -> HttpResponse:
    """Two editions sentence by sentence; for its writers the draft too."""
    found = may_read(request, document)
    texts = {str(edition.number): edition.text for edition in found.editions.all()}
    if may_write(found, viewer(request)):
        texts["draft"] = found.draft
    chosen = list(texts)[-2:]
    one, two = (
        request.GET.get(name, default) for name, default in zip(("from", "to"), [*chosen, *chosen], strict=False)
    )
    if one not in texts or two not in texts:
        raise Http404
    before, after = (read_manual(texts[name], found.words).manual for name in (one, two))
    differences = compare(before, after) if before and after else None
    told = {"document": found, "names": list(texts), "one": one, "two": two, "differences": differences}
    return render(request, "ingrain/comparing.html", told)
