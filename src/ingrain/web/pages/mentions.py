"""Where I was named with @; and whom one can name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ingrain.records import mentions as naming
from ingrain.records.access import SELLS
from ingrain.records.folding import folded
from ingrain.web import clock
from ingrain.web.doors import desk, open_to, surroundings, viewer
from ingrain.web.record.finding import sayer
from ingrain.web.signposts import address_of

OFFERED = 8


@open_to(*SELLS)
def mentions(request: HttpRequest) -> HttpResponse:
    before = request.GET.get("before", "")
    found = naming.mentions(desk(request), before=int(before) if before.isdecimal() else None)
    say = sayer(request)
    lines = [(one, address_of(one.activity.record), say.when(one.at)) for one in found[: naming.SHOWN]]
    answer = render(
        request,
        "ingrain/record/mentions.html",
        {"lines": lines, "more": found[naming.SHOWN - 1].pk if len(found) > naming.SHOWN else None},
    )
    naming.looked(viewer(request), at=clock.now())
    return answer


@open_to(*SELLS)
def colleagues(request: HttpRequest) -> HttpResponse:
    """Whom one can name: those whose name or key begins like this, in any of its words."""
    start = folded(request.GET.get("q", ""))
    here = [one for one in surroundings(request).colleagues.values() if one.left is None and one.kind == "human"]
    fits = [
        one
        for one in here
        if folded(one.key).startswith(start) or any(word.startswith(start) for word in folded(one.name).split())
    ]
    shown = sorted(fits, key=lambda one: one.name)[:OFFERED]
    return render(request, "ingrain/record/colleagues.html", {"shown": shown})
