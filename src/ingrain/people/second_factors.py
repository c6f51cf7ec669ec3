"""A second factor that a colleague lost: an administrator takes it away, after giving their own password once more.

Here lives who may, and who is told. How second factors are set up and asked for is allauth's.
"""

from smtplib import SMTPException

from allauth.mfa.models import Authenticator
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ingrain.method.events import Instant
from ingrain.people.colleagues import UnableToSetUp, record_of
from ingrain.people.models import Colleague, Firm, Role
from ingrain.people.news import event, tell

WORDS = {Authenticator.Type.TOTP: "authenticator app", Authenticator.Type.WEBAUTHN: "passkey"}
"""What the journal calls them."""


def held(colleague: Colleague) -> QuerySet[Authenticator]:
    """Their second factors; the recovery codes are none by themselves."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=colleague).order_by("created_at")
    return found.exclude(type=Authenticator.Type.RECOVERY_CODES)


def remove(colleague: Colleague, number: int, *, password: str, by: Colleague, at: Instant) -> str:
    """Take one away, and the recovery codes with the last; what it was. They are told by mail, and by the journal."""
    if not by.holds(Role.ADMINISTRATOR):
        raise UnableToSetUp(_("Only an administrator takes a second factor away."))
    if colleague == by:
        raise UnableToSetUp(_("Take away your own under “Password and keys”."))
    if not by.check_password(password):
        raise UnableToSetUp(_("That is not your password. Nothing was taken away."))
    with transaction.atomic():
        Colleague.objects.select_for_update().get(pk=colleague.pk)
        found = held(colleague).filter(pk=number).first()
        if found is None:
            raise UnableToSetUp(_("%(name)s doesn't have this second factor any more.") % {"name": colleague})
        what = WORDS[Authenticator.Type(found.type)]
        found.delete()
        if not held(colleague).exists():
            Authenticator.objects.filter(user=colleague).delete()
        tell([event(record_of(colleague), "remove second factor", by=by, at=at, factor=what)], anew=False)
    return what


def say_so(colleague: Colleague, what: str, *, by: Colleague) -> None:
    """The mail to whoever it was taken from. Raises UnableToSetUp where it can't be sent."""
    firm = Firm.here()
    said = {"name": colleague.name, "by": by.name, "what": what, "firm": firm.name if firm else ""}
    text = _(
        "Hello %(name)s,\n\n%(by)s took away a second factor (%(what)s) with which you sign in to Ingrain at %(firm)s, "
        "because it was lost. From now on it opens nothing. Set up a new one under “Password and keys”.\n\nIf you "
        "didn't ask for this, talk to %(by)s at once, and change your password.\n"
    )
    subject = _("A second factor of yours was taken away")
    try:
        send_mail(subject, text % said, None, [str(colleague.email)])
    except (OSError, SMTPException) as error:
        raise UnableToSetUp(
            _("It is taken away, but the mail to %(email)s could not be sent (%(error)s): tell them yourself.")
            % {"email": colleague.email, "error": error}
        ) from error
