"""Every key that does something, on one page; `?` shows the same over any other."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ingrain.web.doors import EVERYONE, open_to


@open_to(*EVERYONE)
def keys(request: HttpRequest) -> HttpResponse:
    return render(request, "ingrain/keys_page.html")
