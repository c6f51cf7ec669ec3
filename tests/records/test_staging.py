"""Pipelines and stages are set up, and no opportunity is lost on the way."""

import pytest
from tests.firm import firm
from tests.records.dealing import NOW, TODAY, deal, desk, reckons_in, stage

from ingrain.journal.read import events, story
from ingrain.people.models import Colleague
from ingrain.records import moving, pipelines, staging, sums
from ingrain.records.keep import UnableToSave
from ingrain.records.models import Opportunity, Pipeline, Stage
from ingrain.records.shelf import Shelf


@pytest.fixture
def people(db: None, settings_for_pages: None) -> dict[str, Colleague]:
    reckons_in()
    return firm()


def usual() -> Pipeline:
    return pipelines.usual()


def names(pipeline: Pipeline) -> list[str]:
    return [one.name for one in pipeline.stages.filter(gone=None)]


def test_a_pipeline_brings_its_stages_along_and_is_journalled(people: dict[str, Colleague]) -> None:
    made = staging.add_pipeline("Service", ["Asked", "Offered"], by=desk(people["ingrid"]), at=NOW)
    assert names(made) == ["Asked", "Offered"]
    assert [one.name for one in pipelines.all_of_them()] == ["Sales", "Service"]
    last = story(f"pipeline/{made.pk}")[-1]
    assert (last.do, last.values["stages"], last.by) == ("create", "Asked\nOffered", "ingrid.sorensen")


@pytest.mark.parametrize(
    ("name", "stages", "why"),
    [
        ("Service", [" "], "at least one stage"),
        ("Service", ["Asked", "asked"], "called the same"),
        ("Service", ["Asked", "Won"], "ends of every pipeline"),
        ("sales", ["Asked"], "one called Sales already"),
        ("  ", ["Asked"], "Give it a name"),
        ("x" * 101, ["Asked"], "at most 100"),
    ],
)
def test_a_pipeline_that_can_not_be_is_refused_with_a_sentence(
    people: dict[str, Colleague], name: str, stages: list[str], why: str
) -> None:
    with pytest.raises(UnableToSave, match=why):
        staging.add_pipeline(name, stages, by=desk(people["ingrid"]), at=NOW)
    assert Pipeline.objects.count() == 1


def test_a_stage_with_open_opportunities_goes_only_with_a_place_for_them(people: dict[str, Colleague]) -> None:
    by = desk(people["adam"])
    row = deal(people["ruth"], amount=100)
    with pytest.raises(UnableToSave, match=r"1 opportunity is open in Qualification. Say where it goes"):
        staging.put_stage_away(stage("Qualification"), by=by, at=NOW)
    assert staging.put_stage_away(stage("Qualification"), to=stage("Discovery"), by=by, at=NOW) == 1
    row.refresh_from_db()
    assert str(row.stage) == "Discovery"
    last = story(row.record)[-1]
    assert (last.do, last.values["stage"], last.through, last.by) == ("move", "Discovery", "bulk", "adam.keys")
    assert names(usual()) == ["Discovery", "Proposal", "Negotiation"]
    assert pipelines.first_stage().name == "Discovery"
    assert sums.recount(today=TODAY) == 0


def test_what_ended_in_a_stage_still_names_it_and_is_reopened_there(people: dict[str, Colleague]) -> None:
    row = moving.win(deal(people["ruth"], stage="Proposal"), by=desk(people["ruth"]), at=NOW)
    staging.put_stage_away(stage("Proposal"), by=desk(people["ingrid"]), at=NOW)
    row.refresh_from_db()
    assert str(row.stage) == "Proposal"
    staging.take_stage_back(stage("Proposal"), by=desk(people["ingrid"]), at=NOW)
    assert "Proposal" in names(usual())


def test_the_only_stage_and_the_only_pipeline_stay(people: dict[str, Colleague]) -> None:
    by = desk(people["ingrid"])
    with pytest.raises(UnableToSave, match="only pipeline"):
        staging.put_pipeline_away(usual(), by=by, at=NOW)
    made = staging.add_pipeline("Service", ["Asked"], by=by, at=NOW)
    with pytest.raises(UnableToSave, match="only stage"):
        staging.put_stage_away(made.stages.get(), by=by, at=NOW)
    staging.put_pipeline_away(made, by=by, at=NOW)
    assert [one.name for one in pipelines.all_of_them()] == ["Sales"]


def test_entries_from_before_a_stage_was_renamed_still_mean_it(people: dict[str, Colleague]) -> None:
    row = deal(people["ruth"], stage="Proposal")
    number = stage("Proposal").pk
    staging.change_stage(stage("Proposal"), name="Offer", chance=60, by=desk(people["ingrid"]), at=NOW)
    shelf = Shelf()
    for event in events(records=[row.record]):
        shelf.tell(event)
    again = shelf.rows[row.record]
    assert isinstance(again, Opportunity)
    assert again.stage_id == number
    assert Stage.objects.get(pk=number).chance == 60


def test_stages_are_put_in_order_by_those_who_saw_them_all(people: dict[str, Colleague]) -> None:
    by = desk(people["ingrid"])
    order = [one.pk for one in usual().stages.all()][::-1]
    staging.put_in_order(usual(), order, by=by, at=NOW)
    assert names(usual()) == ["Negotiation", "Proposal", "Discovery", "Qualification"]
    with pytest.raises(UnableToSave, match="meanwhile"):
        staging.put_in_order(usual(), order[1:], by=by, at=NOW)
