"""A manual may use the words of the firm's own records."""

import pytest
from tests.firm import firm
from tests.records.book import NOW, desk, lead

from ingrain.editions.words import vocabulary_of
from ingrain.method.text import manual_of
from ingrain.records import staging
from ingrain.records.models import Pipeline, Stage

pytestmark = pytest.mark.django_db

TEXT = """# Selling

## Stages

### Moving

- No opportunity stays in Pilot run longer than 30 days.
- Before moving to Pilot run, an opportunity has its what next filled in.
- Within 1 working day of being created, a lead from Word of mouth has a call.
"""


def test_stages_fields_and_sources_of_the_records_are_words() -> None:
    ruth = firm()["ruth"]
    lead(ruth, source="Word of mouth")
    Stage.objects.create(pipeline=Pipeline.objects.create(name="Service"), name="Pilot run")
    manual = manual_of(TEXT, vocabulary_of(None))
    assert len(list(manual.judged())) == 3


def test_the_usual_stages_stay_words() -> None:
    Stage.objects.create(pipeline=Pipeline.objects.create(name="Service"), name="Pilot run")
    assert vocabulary_of(None).stages == ("Pilot run", "Qualification", "Discovery", "Proposal", "Negotiation")


def test_a_manual_can_be_read_after_a_stage_that_it_names_was_renamed() -> None:
    people = firm()
    lead(people["ruth"], source="Word of mouth")
    stage = Stage.objects.create(pipeline=Pipeline.objects.create(name="Service"), name="Pilot run")
    staging.change_stage(stage, name="Trial run", chance=40, by=desk(people["ingrid"]), at=NOW)
    assert len(list(manual_of(TEXT, vocabulary_of(None)).judged())) == 3
    assert vocabulary_of(None).stages[:2] == ("Trial run", "Pilot run")
