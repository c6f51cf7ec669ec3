"""Measures: pm4py's conformance check of the rules that it has too, in an environment of its own, without ours."""

import json
import resource
import sys
import warnings

import pandas
import pm4py

warnings.simplefilter("ignore")

SURE = {"support": 1, "confidence": 1.0}
MODEL = {
    "existence": {"A_PREACCEPTED": SURE},
    "init": {"A_SUBMITTED": SURE},
    "absence": {"A_CANCELLED": SURE},
    "response": {("O_SENT", "O_SENT_BACK"): SURE},
    "precedence": {("A_PREACCEPTED", "A_ACCEPTED"): SURE},
    "chainresponse": {("A_SUBMITTED", "A_PARTLYSUBMITTED"): SURE},
    "responded_existence": {("A_APPROVED", "A_REGISTERED"): SURE},
    "noncoexistence": {("A_APPROVED", "O_CANCELLED"): SURE},
}


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


log = pandas.read_parquet(sys.argv[1], columns=["record", "do", "occurred"])
log["case:concept:name"] = log["record"].str.partition("/")[2]
log["concept:name"] = log["do"].str[1:-1]
log["time:timestamp"] = pandas.to_datetime(log["occurred"], unit="us", utc=True)
log = log[["case:concept:name", "concept:name", "time:timestamp"]]
began = cpu()
found = pm4py.conformance_declare(log, MODEL)
used = cpu() - began
cases = log["case:concept:name"].unique()
records = {template: [] for template in MODEL}
for case, checked in zip(cases, found, strict=True):
    for template, _ in checked["deviations"]:
        records[template].append(case)
large = len(log) > 1_000_000
print(
    json.dumps(
        {
            "cpu": used,
            "rss": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "version": pm4py.__version__,
            "records": {} if large else {t: sorted(set(r)) for t, r in records.items()},
        }
    )
)
