"""The words that a log brings along, picked up while it is read."""

from pathlib import Path

import pytest

from ingrain.cli.log_words import LogWords
from ingrain.cli.opening import words_of_log
from ingrain.logs import Options, open_log
from ingrain.method.text import UnableToReadSentence, read_sentence
from ingrain.method.vocabulary import Vocabulary

EVENTS = """\
{"t": "2026-11-02T09:00Z", "do": "\\"A_SENT\\"", "transition": "COMPLETE", "record": "claim/1", "set": {"sum": 3}}
{"t": "2026-11-02T09:00Z", "by": "ana", "do": "create", "record": "lead/1", "set": {"source": "Word of mouth"}}
{"t": "2026-11-02T09:00Z", "by": "ana", "do": "view", "record": "lead/1"}
"""
COMPANY = '{"company": {"people": [{"name": "ana", "team": "Inside sales"}]}}\n'


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.jsonl"
    path.write_text(COMPANY + EVENTS, encoding="utf-8")
    return path


@pytest.fixture
def words(log: Path) -> Vocabulary:
    return words_of_log(log, "# M\n")[0]


def test_names_are_words_with_and_without_their_transition(words: Vocabulary) -> None:
    assert words.names == {"A_SENT", "A_SENT+COMPLETE"}


def test_a_kind_that_the_crm_lacks_is_a_word_with_its_fields(words: Vocabulary) -> None:
    assert words.kinds["claim"].from_log
    assert not words.kinds["claim"].owned
    assert "sum" in words.fields
    assert words.kinds["lead"].owned


def test_sources_and_teams_are_words(words: Vocabulary) -> None:
    assert "Word of mouth" in words.sources
    assert "Web" in words.sources
    assert words.teams == ("Inside sales",)


def test_whoever_did_something_or_is_of_the_company_is_known_by_name(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    company = '{"company": {"people": [{"name": "bob"}, {"name": "sync", "kind": "integration"}]}}\n'
    log.write_text(company + EVENTS, encoding="utf-8")
    assert words_of_log(log, "# M\n")[0].doers == {"ana", "bob", "sync"}


def test_a_sentence_may_use_them(words: Vocabulary) -> None:
    read_sentence(
        "Within 1 day of being created, a lead from Word of mouth and in team Inside sales has a call.", words
    )
    with pytest.raises(UnableToReadSentence):
        read_sentence('A claim starts with "A_SEND".', words)


def test_a_quoted_name_does_not_occur_in_a_log_that_quotes_none(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text('{"t": "2026-11-02T09:00Z", "by": "ana", "do": "create", "record": "lead/1"}\n', encoding="utf-8")
    words, _ = words_of_log(log, "# M\n")
    assert words.names == frozenset()
    with pytest.raises(UnableToReadSentence, match='"A_SENT" does not occur in the log'):
        read_sentence('Within 1 day of being created, a lead has "A_SENT".', words)
    read_sentence("Within 1 day of being created, a lead has a call.", words)


def test_the_batches_are_those_of_the_log(log: Path) -> None:
    opened = open_log(log, Options())
    assert [b.num_rows for b in LogWords().watching(opened)] == [b.num_rows for b in opened.batches()]
