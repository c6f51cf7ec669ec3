"""The wall clock for columns: the same as zoneinfo, whatever the moment and the zone."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingrain.logs.clock import EPOCH, offset_sql
from ingrain.logs.times import read_time

ZONES = [
    "UTC",
    "Europe/London",
    "Europe/Amsterdam",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Sao_Paulo",
]
moments = st.datetimes(datetime(1900, 1, 2), datetime(2100, 12, 30))


def sql_offsets(zone: ZoneInfo, moments: list[datetime]) -> list[int]:
    local = [(moment - EPOCH) // timedelta(microseconds=1) for moment in moments]
    sql = offset_sql("local", zone, min(local), max(local))
    rows = duckdb.execute(f"SELECT local - ({sql}) FROM (SELECT unnest($local::BIGINT[]) AS local)", {"local": local})
    return [row[0] for row in rows.fetchall()]


@given(st.sampled_from(ZONES), st.lists(moments, min_size=1, max_size=5))
def test_it_is_what_zoneinfo_says(name: str, moments: list[datetime]) -> None:
    zone = ZoneInfo(name)
    assert sql_offsets(zone, moments) == [read_time(moment.isoformat(), zone)[0] for moment in moments]


@pytest.mark.parametrize(
    "text",
    ["2026-03-29T01:00", "2026-03-29T01:59:59.999999", "2026-03-29T02:00", "2026-10-25T01:30", "2026-10-25T02:00"],
)
def test_where_the_clocks_change(text: str) -> None:
    zone, moment = ZoneInfo("Europe/London"), datetime.fromisoformat(text)
    around = [moment - timedelta(days=100), moment, moment + timedelta(days=100)]
    assert sql_offsets(zone, around) == [read_time(each.isoformat(), zone)[0] for each in around]
