"""Inviting somebody: a link of their own, by which they set a password once, within 14 days; and the mail with it.

Here lives what makes a link valid. Another invitation, or a password that was set, ends every link before it.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.mail import send_mail
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from ingrain.method.calendar import DAY
from ingrain.method.events import Instant
from ingrain.people.access import may_set_up
from ingrain.people.colleagues import UnableToSetUp, record_of
from ingrain.people.models import Colleague, Firm
from ingrain.people.news import event, tell

DAYS = 14
SIGNER = Signer(salt="ingrain.invitation")
SENDERS: list[Callable[[list[int], str, int], object]] = []


class UnableToOpen(Exception):
    """A link that opens nothing, as a sentence that says what to do."""


def sent_by(call: Callable[[list[int], str, int], object]) -> None:
    """From now on this sends many invitations, beside the pages: numbers of colleagues, address, who invites."""
    if call not in SENDERS:
        SENDERS.append(call)


def invite(colleague: Colleague, *, by: Colleague, at: Instant) -> str:
    """The end of a new link for somebody who has no password yet; the links before it open nothing any more."""
    if not may_set_up(by, colleague):
        raise UnableToSetUp(_("Only an administrator invites an administrator."))
    with transaction.atomic():
        now = Colleague.objects.select_for_update().get(pk=colleague.pk)
        if now.left is not None or now.kind != "human" or not now.email:
            raise UnableToSetUp(_("%(name)s can't sign in, so there is nothing to invite to.") % {"name": now})
        if now.has_usable_password():
            raise UnableToSetUp(
                _("%(name)s has a password already, and can ask for a new one when signing in.") % {"name": now}
            )
        now.set_unusable_password()  # another one than before: what the links before it were made from is gone
        now.invited = at
        now.save(update_fields=["password", "invited"])
        tell([event(record_of(now), "invite", by=by, at=at)], anew=False)
    return SIGNER.sign_object({"who": now.pk, "at": at, "mark": _mark(now)})


def opened(token: str, *, at: Instant) -> Colleague:
    """Whose link it is."""
    try:
        said = SIGNER.unsign_object(token)
        colleague = Colleague.objects.get(pk=said["who"], is_active=True)
    except (BadSignature, Colleague.DoesNotExist, ValueError):
        raise UnableToOpen(
            _("This link is not whole, or was never given. Copy all of it, or ask for a new one.")
        ) from None
    if colleague.has_usable_password():
        raise UnableToOpen(_("This link was used: your password is set. Sign in with it."))
    if said["mark"] != _mark(colleague):
        raise UnableToOpen(_("A newer link was made for you. Use that one, or ask for another."))
    if at > said["at"] + DAYS * DAY:
        raise UnableToOpen(_("This link was valid for 14 days, which are over. Ask whoever sent it for a new one."))
    return colleague


def accept(token: str, password: str, *, at: Instant) -> Colleague:
    """They set a password. Raises ValidationError where it is too weak."""
    with transaction.atomic():
        colleague = Colleague.objects.select_for_update().get(pk=opened(token, at=at).pk)
        opened(token, at=at)
        validate_password(password, colleague)
        colleague.set_password(password)
        colleague.save(update_fields=["password"])
        tell([event(record_of(colleague), "accept invitation", by=colleague, at=at)], anew=False)
    return colleague


def waiting() -> list[Colleague]:
    """Those who could sign in and were never invited."""
    humans = Colleague.objects.filter(kind="human", left=None, invited=None, last_login=None).exclude(email=None)
    return [one for one in humans.prefetch_related("held_roles") if not one.has_usable_password()]


def invite_many(colleagues: Iterable[Colleague], link: str, *, by: Colleague) -> int:
    """Have many invited by mail, beside the page that asks for it. link: an address with TOKEN in it."""
    numbers = [one.pk for one in colleagues if may_set_up(by, one)]
    for send in SENDERS:
        send(numbers, link, by.pk)
    return len(numbers)


def invite_by_mail(number: int, link: str, *, by: Colleague, at: Instant) -> bool:
    """One of many: nobody who was invited meanwhile is invited twice."""
    colleague = Colleague.objects.filter(pk=number, invited=None, left=None).first()
    if colleague is None or colleague.has_usable_password():
        return False
    send(colleague, link.replace("TOKEN", invite(colleague, by=by, at=at)), by=by)
    return True


def mail_goes_out() -> bool:
    """Whether a server for mail was set up; without one, mails are written into a folder."""
    return "filebased" not in str(settings.MAILERS["default"]["BACKEND"])


def send(colleague: Colleague, link: str, *, by: Colleague) -> None:
    """The mail with the link."""
    firm = Firm.here()
    said = {"name": colleague.name, "by": by.name, "firm": firm.name if firm else "", "link": link, "days": DAYS}
    subject = _("%(by)s invites you to Ingrain at %(firm)s") % said
    text = _(
        "Hello %(name)s,\n\n%(by)s invites you to Ingrain, where %(firm)s keeps its usage manual. Open this link and "
        "choose a password:\n\n%(link)s\n\nThe link is valid for %(days)s days and opens once. What Ingrain knows "
        "about you is shown to you first.\n"
    )
    try:
        send_mail(subject, text % said, None, [str(colleague.email)])
    except (OSError, SMTPException) as error:
        raise UnableToSetUp(
            _("The mail to %(email)s could not be sent (%(error)s). Copy the link below and hand it over.")
            % {"email": colleague.email, "error": error}
        ) from error


def _mark(colleague: Colleague) -> str:
    """What changes with every invitation and with every password, and tells nothing of it."""
    return sha256(f"invitation {colleague.password}".encode()).hexdigest()[:16]
