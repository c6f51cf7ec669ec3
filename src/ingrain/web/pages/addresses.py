"""Nobody changes their own address: whoever sets the firm up does, and the journal tells of it."""

from django.http import Http404, HttpRequest, HttpResponse

from ingrain.web.doors import EVERYONE, open_to


@open_to(*EVERYONE)
def address(request: HttpRequest) -> HttpResponse:
    """It stands before allauth's page of the same address, which would change it past the journal."""
    raise Http404
