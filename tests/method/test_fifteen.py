"""The list fits the minutes, stays through a morning, leaves no room that something would fit, and says why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.method.calendar import DAY, HOUR
from ingrain.method.events import Instant
from ingrain.method.fifteen import FOR_PLANNING, MINUTES, Fifteen, Item, Part, fifteen, learned, ranking, worth

AT: Instant = 1_795_000_000_000_000
USUAL = 2_000_000


def item(key: str, part: Part = Part.PUT_RIGHT, **more: object) -> Item:
    return Item(key, part, "note", **more)  # type: ignore[arg-type]


def listed(*items: Item, before: tuple[str, ...] = (), room: float = MINUTES) -> Fifteen:
    return fifteen(items, at=AT, usual_stake=USUAL, room=room, before=before)


def keys(found: Fifteen) -> list[str]:
    return [one.key for one in found.items]


def test_what_is_near_at_stake_or_waiting_comes_first_and_says_so() -> None:
    soon, rich = item("soon", due=AT + HOUR), item("rich", stake=8_000_000)
    old, plain = item("old", since=AT - 7 * DAY), item("plain")
    assert keys(listed(plain, old, rich, soon)) == ["soon", "rich", "old", "plain"]
    assert worth(rich, at=AT, usual_stake=USUAL).stake == 0.8
    assert worth(old, at=AT, usual_stake=USUAL).waiting == 0.5
    assert worth(item("missed", due=AT - 3 * DAY), at=AT, usual_stake=USUAL).near == 1
    assert worth(plain, at=AT, usual_stake=USUAL).whole == 1


def test_half_the_minutes_are_twice_the_worth() -> None:
    assert keys(listed(item("long", takes=4.0), item("short", takes=1.0))) == ["short", "long"]


def test_planning_keeps_its_minutes_beside_any_backlog() -> None:
    backlog = [item(f"right {n:03}", takes=1.0, due=AT) for n in range(400)]
    plans = [item(f"plan {n}", Part.PLAN, takes=1.0) for n in range(9)]
    found = listed(*backlog, *plans)
    assert found.minutes == MINUTES
    assert sum(one.takes for one in found.items if one.part is Part.PLAN) == FOR_PLANNING
    assert [one.part for one in found.items] == [Part.PUT_RIGHT] * 10 + [Part.PLAN] * 5
    assert (len(found.left), found.mornings) == (394, 27)


def test_where_there_is_little_to_put_right_there_is_more_to_plan() -> None:
    found = listed(item("right"), *(item(f"plan {n}", Part.PLAN, takes=2.0) for n in range(9)))
    assert len(found.items) == 8


def test_nothing_to_do_is_a_list_too() -> None:
    assert listed() == Fifteen(())
    assert listed().mornings == 0


parts = st.sampled_from(Part)
items = st.lists(
    st.builds(
        Item,
        st.text("abcdef", min_size=1, max_size=3),
        parts,
        st.just("note"),
        takes=st.floats(0.2, 20),
        stake=st.integers(0, 10**9),
        due=st.none() | st.integers(AT - 30 * DAY, AT + 90 * DAY),
        since=st.none() | st.integers(AT - 90 * DAY, AT),
    ),
    max_size=40,
    unique_by=lambda one: one.key,
)


@pytest.mark.exam
@given(items, st.randoms())
def test_it_fits_leaves_no_room_and_nothing_out_whatever_comes_first(found: list[Item], rng: st.DataObject) -> None:
    made = listed(*found)
    assert made.minutes <= MINUTES + 1e-9
    assert sorted(one.key for one in (*made.items, *made.left)) == sorted(one.key for one in found)
    free = MINUTES - made.minutes
    assert all(one.takes > free - 1e-9 for one in made.left if one.part is Part.PLAN)
    shuffled = list(found)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert listed(*shuffled) == made


@pytest.mark.exam
@given(items, items)
def test_through_a_morning_what_stood_there_stays_in_its_order(then: list[Item], more: list[Item]) -> None:
    morning = listed(*then)
    known = {one.key for one in then}
    later = listed(*then, *(one for one in more if one.key not in known), before=tuple(keys(morning)))
    for part in Part:
        stood = [one.key for one in morning.items if one.part is part]
        now = [one.key for one in later.items if one.part is part]
        assert now[: len(stood)] == stood


@pytest.mark.exam
@given(items)
def test_what_is_worth_more_per_minute_ranks_before(found: list[Item]) -> None:
    per_minute = [worth(one, at=AT, usual_stake=USUAL).whole / one.takes for one in ranking(
        found, at=AT, usual_stake=USUAL)]  # fmt: skip
    assert per_minute == sorted(per_minute, reverse=True)


def test_durations_are_learned_slowly_and_a_lunch_in_between_teaches_nothing() -> None:
    assert learned(2.0, []) == 2.0
    assert learned(2.0, [1.0] * 8) == 1.5
    assert learned(2.0, [60.0] * 8) == 6.0
    assert learned(2.0, [1.0] * 1_000) == pytest.approx(1.0, abs=0.01)


@given(st.floats(0.2, 10), st.lists(st.floats(0, 1_000), max_size=50))
def test_what_is_learned_lies_between_the_usual_and_their_own(usual: float, took: list[float]) -> None:
    assert 0.2 <= learned(usual, took) <= 10
