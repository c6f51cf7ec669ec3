"""Files that were damaged at random: each is read, or refused in a sentence, and nothing else ever happens."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as arrow_parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.logs.build import xes, xes_event, xes_trace

from ingrain.logs import UnableToReadLog, open_log

WHEN = datetime(2026, 11, 9, 10, tzinfo=UTC)


def parquet() -> bytes:
    buffer = io.BytesIO()
    table = {"case": ["1", "2"] * 9, "activity": ["call"] * 18, "time": [WHEN] * 18, "amount": [1.5] * 18}
    arrow_parquet.write_table(pa.table(table), buffer)
    return buffer.getvalue()


LINE = '{"t": "2026-11-%02dT10:00", "by": "ana", "do": "call", "record": "lead/1", "set": {"amount": 1}}\n'
WHOLE = {
    "xes": xes(*(xes_trace(str(n), xes_event("a"), xes_event("b")) for n in range(9))).encode(),
    "csv": "".join(
        ["case,activity,time\n", *(f'{n},"step, {n}",2026-11-{n:02}T10:00Z\n' for n in range(1, 20))]
    ).encode(),
    "dates": "".join(["case;activity;time\n", *(f"{n};call;{n}/12/2026 2:05 PM\n" for n in range(1, 20))]).encode(),
    "lines": "".join(['{"company": {"people": ["ana"]}}\n', *(LINE % n for n in range(1, 20))]).encode(),
    "parquet": parquet(),
}
SPLINTERS = [
    b'"',
    b"\n",
    b"\0",
    b"<",
    b"&",
    b"\xff",
    b",",
    b"{",
    b"}",
    "é".encode(),
    b"\xed\xa0\x80",
    b"9" * 30,
    b"-",
    b"",
]
blows = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 40), st.sampled_from(SPLINTERS)), min_size=1, max_size=4
)


EXAMPLES = (settings.default.max_examples if settings.default else 100) // 4


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(sorted(WHOLE)), blows)
def test_a_damaged_file_is_read_or_refused_in_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, name: str, blows: list[tuple[int, int, bytes]]
) -> None:
    data = WHOLE[name]
    for place, length, splinter in blows:
        place %= len(data) or 1
        data = data[:place] + splinter + data[place + length :]
    path: Path = tmp_path_factory.mktemp("damage") / "log"
    path.write_bytes(data)
    said = ""
    try:
        log = open_log(path)
        assert len(list(log.events())) == log.report.events > 0
    except UnableToReadLog as refused:
        said = str(refused)
    assert said.isprintable()
