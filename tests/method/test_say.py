"""What is said reads back to the same rule."""

from dataclasses import replace

import pytest
from hypothesis import given
from tests.method.trees import Trees

from ingrain.method import rules as r
from ingrain.method.text import read_sentence, say
from ingrain.method.vocabulary import CRM

AWKWARD = replace(
    CRM,
    stages=("Terms and conditions", "Terms", "In or out", "won", "Closing"),
    states=("open", "won", "lost", "closed", "on hold", "key"),
    fields=("type", "end", "end of term", "terms and conditions", "next step"),
    activities={"site visit": "site visits", "call": "calls", "call back": "calls back"},
    roles={"head of sales": "heads of sales", "seller": "sellers"},
    sources=("Web and Mail", "Web", "with love"),
    teams=("North or South", "North"),
)
LOG = CRM.with_log(
    "application", ["A_SUBMITTED", "A and B", "W_Call", "W_Call+COMPLETE", "a (b), c.", "O*SENT*_x_"], owned=True
)


@pytest.mark.exam
@given(Trees(CRM).forms())
def test_every_rule_about_a_crm_reads_back(form: r.Form) -> None:
    assert read_sentence(say(form), CRM) == form


@pytest.mark.exam
@given(Trees(AWKWARD).forms())
def test_names_that_contain_and_or_and_each_other_read_back(form: r.Form) -> None:
    assert read_sentence(say(form, AWKWARD), AWKWARD) == form


@pytest.mark.exam
@given(Trees(LOG, "application").forms())
def test_every_rule_about_a_log_reads_back(form: r.Form) -> None:
    assert read_sentence(say(form, LOG), LOG) == form
