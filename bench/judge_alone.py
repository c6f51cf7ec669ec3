"""Measures: the judge alone, on events that are already there."""

import sys
from pathlib import Path

from measured import COMPANY, WORDS, answer, batches, least, ten_rules

from ingrain.logs.columns import events_in
from ingrain.method.judge import judge

manual = ten_rules()
events = [event for batch in batches(Path(sys.argv[1])) for event in events_in(batch)]
at = max(event.recorded for event in events)
cpu = least(lambda: sum(1 for _ in judge(manual, events, COMPANY, at=at, vocabulary=WORDS, closed=True)), 2)
answer(events=len(events), per_second=len(events) / cpu)
