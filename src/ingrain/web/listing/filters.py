"""The filters of a list as controls: those that are set, and those that can be added."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ingrain.records.fields import Field, Type
from ingrain.records.lists import Asked, filters_of
from ingrain.records.lists.asked import EMPTY, FILLED
from ingrain.records.surroundings import Surroundings
from ingrain.web.record.facts import choices

RANGES = (Type.DAY, Type.MOMENT, Type.MONEY)
WHETHER = [("", _("any")), (FILLED, _("filled in")), (EMPTY, _("empty"))]


@dataclass(frozen=True)
class Control:
    """A filter: look is choice, range or words; the names are those of the address."""

    field: Field
    look: str
    value: str = ""
    chosen: tuple[str, ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    start: str = ""
    end: str = ""
    whether: str = ""

    @property
    def at(self) -> str:
        return self.field.at

    @property
    def is_day(self) -> bool:
        return self.field.type in (Type.DAY, Type.MOMENT)


def controls(asked: Asked, added: str, around: Surroundings) -> list[Control]:
    """One for each filter that is set, and for the one that is being added."""
    known = filters_of(asked.kind)
    wanted = list(asked.filtered) + ([known[added]] if added in known and known[added] not in asked.filtered else [])
    return [_control(asked, field, around) for field in wanted]


def addable(asked: Asked) -> list[Field]:
    """The fields by which the list isn't narrowed yet."""
    return [field for field in filters_of(asked.kind).values() if field not in asked.filtered]


def _control(asked: Asked, field: Field, around: Surroundings) -> Control:
    said = asked.said.get(field.at, ())
    whether = said[0] if said in ((EMPTY,), (FILLED,)) else ""
    if field.type in RANGES:
        start, end = (asked.one(f"{field.at}.{name}") for name in ("from", "to"))
        return Control(field, "range", start=start, end=end, whether=whether)
    if field.type in (Type.CHOICE, Type.SUGGESTED, Type.STAGE):
        offered = choices(field)
        if field.type is Type.STAGE:
            offered = [(stage.name, stage.name) for pipeline in around.pipelines for stage in pipeline.stages.all()]
        offered += [(value, value) for value in said if value not in (EMPTY, FILLED, *(v for v, _label in offered))]
        return Control(field, "choice", chosen=said, choices=tuple(dict(offered).items()), whether=whether)
    return Control(field, "words", value="" if whether else " ".join(said), whether=whether)
