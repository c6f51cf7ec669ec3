"""Measures: from .xes.gz to a finished check of the loan desk's manual."""

import sys
import time
from pathlib import Path

from measured import HERE, answer, cpu

from ingrain.engine.check import check
from ingrain.logs import Options, open_log
from ingrain.method.calendar import Calendar
from ingrain.method.company import Company
from ingrain.method.text import read_manual
from ingrain.method.vocabulary import CRM

began, wall = cpu(), time.perf_counter()
text = (HERE.parent / "examples" / "loan-desk.md").read_text(encoding="utf-8")
words = CRM.with_log("application", None)
manual = read_manual(text, words).manual
assert manual is not None
company = Company(calendar=Calendar(zone=manual.header.zone or "UTC"))
log = open_log(Path(sys.argv[1]), Options("application"))
found = check(manual, log.batches(), company, vocabulary=words)
answer(events=found.log.events, rules=len(found.rules), cpu=cpu() - began, wall=time.perf_counter() - wall)
