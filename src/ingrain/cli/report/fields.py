"""Which fields a rule looks at, so that a record's story never folds them away."""

from dataclasses import fields, is_dataclass

from ingrain.method.rules import Changed, DatedInTheFuture, FilledIn, TimedByField, WithValue, Worth


def judged_fields(form: object) -> tuple[str, ...]:
    """The fields that a rule form names anywhere, in its order."""
    found = dict.fromkeys(_named(form))
    return tuple(found)


def _named(part: object) -> list[str]:
    own: list[str] = []
    match part:
        case FilledIn():
            own = list(part.fields)
        case DatedInTheFuture() | TimedByField() | WithValue() | Changed():
            own = [part.field]
        case Worth():
            own = ["amount"]
    if isinstance(part, tuple):
        return [name for each in part for name in _named(each)]
    if is_dataclass(part):
        return own + [name for each in fields(part) for name in _named(getattr(part, each.name))]
    return own
