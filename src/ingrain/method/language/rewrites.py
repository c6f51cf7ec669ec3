"""How a sentence that people write is turned round into one of the language: one function for each turn.

Here lives the turning. Which sentences are turned, and what is said about them, stands in the table of wordings.
"""

import re

type Found = re.Match[str]

RECORD = "RECORD"
"""Stands for the log's word for its records, where a sentence leaves it out."""

CONTACT = "a call, email or meeting"
DONE = {
    "called": "a call", "phoned": "a call", "rung": "a call", "emailed": "an email", "mailed": "an email",
    "met": "a meeting", "visited": "a meeting", "contacted": CONTACT, "followed up": CONTACT, "quoted": "a quote",
}  # fmt: skip
ORDERED = {
    "call": "a call", "phone": "a call", "email": "an email", "meet": "a meeting", "visit": "a meeting",
    "contact": CONTACT, "follow up on": CONTACT,
}  # fmt: skip
ENDED = {
    "closing": "closed", "winning": "won", "losing": "lost", "qualifying": "qualified", "converting": "converted",
    "disqualifying": "disqualified",
}  # fmt: skip
PERIODS = {"day": "1 day", "week": "1 week", "month": "1 month", "quarter": "3 months", "year": "12 months"}
TIMES = {"once": "1", "twice": "2", "three times": "3", "four times": "4"}


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def a(noun: str) -> str:
    """The subject of a sentence that began with *no* or *every*."""
    noun = re.sub(r"^(?:no|every|each|all) ", "", noun.strip(), flags=re.IGNORECASE)
    return noun if re.match(r"(?:an?|the) ", noun, re.IGNORECASE) else f"a {noun}"


def filled_in(thing: str) -> str:
    """What is asked for after *has*: its budget -> its budget filled in."""
    return f"{thing} filled in" if thing.startswith("its ") and "filled in" not in thing else thing


def entered(what: str) -> str:
    """Moves to Proposal -> moving to Proposal; is won -> being won."""
    if found := re.fullmatch(r"(?:moves?|moved|goes|is moved|enters|reaches|gets|comes)(?: in)?(?: to)? (.+)", what):
        return f"moving to {found[1]}"
    return f"being {re.sub(r'^(?:is|are|was|were|gets?|becomes?|has been) ', '', what)}"


def not_without(found: Found) -> str:
    """… isn't won without a quote."""
    what = f"being {found['state']}" if found["state"] else f"moving to {found['stage']}"
    return f"Before {what}, {lower_first(a(found['subject']))} has {filled_in(found['thing'])}."


def trigger_first(found: Found) -> str:
    """… has "B" after "A"."""
    what = re.sub(r"^(?:it|they|that|this) (?=is |are |was |moves? |goes )", "", found["trigger"])
    what = entered(what) if what != found["trigger"] else what
    subject = found["subject"]
    return f"{found['word']} {what}, {subject if subject.startswith('"') else lower_first(subject)}."


def record_second(found: Found) -> str:
    """If an opportunity is lost, it has …"""
    word = found["word"].casefold()
    word = word if word in ("before", "after") else "when"
    what = entered(found["what"])
    what = what.removeprefix("being ") if word == "when" else what
    return f"{word} {what}, {lower_first(found['subject'])} {found['rest']}"


def field_second(found: Found) -> str:
    """If an opportunity is lost, its loss reason is filled in."""
    word = "before" if found["word"].casefold() == "before" else "when"
    what = entered(found["what"])
    what = what.removeprefix("being ") if word == "when" else what
    return f"{word} {what}, {lower_first(found['subject'])} has {found['fields']} filled in{found['rest']}"


def promptly(found: Found) -> str:
    sentence = f"{found['before'].rstrip()} {found['after'].strip()}"
    if after := re.match(r"(?:directly )?after (.+?), (.+)", sentence, re.IGNORECASE):
        return f"Within 1 working day of {after[1]}, {after[2]}"
    return f"Within 1 working day of being created, {lower_first(sentence)}"


def regularly(found: Found) -> str:
    sentence = f"{found['before'].rstrip()} {found['after'].strip()}".rstrip(". ")
    return re.sub(r"\b(has|have) (?:an? )?(?!at (?:least|most))", r"\1 at least 1 ", sentence, count=1) + " per month."


def without_for(found: Found) -> str:
    """Has a call at least every quarter."""
    time = found["time"] or PERIODS[found["period"].casefold()]
    return f"{found['subject']} never goes longer than {time} without {found['thing']}."


def so_many_times(found: Found) -> str:
    said = found["times"].casefold()
    return (
        f"{found['subject']} has at least {TIMES.get(said) or said.split()[0]} {found['thing']} per {found['period']}."
    )


def double_quoted(found: Found) -> str:
    """'O_SENT' -> "O_SENT", there and further on."""
    rest = re.sub(r"(?<!\w)'([^'\"]+)'(?!\w)", r'"\1"', found["rest"])
    return f'"{found["name"]}"{rest}'


def per_month(found: Found) -> str:
    """At least 2 calls per fortnight -> at least 4 calls per month."""
    return f"{found['bound']} {2 * int(found['number'])} {found['thing']} per month"


def more_than(found: Found) -> str:
    """Has more than 3 -> has at least 4; has fewer than 3 -> has at most 2."""
    more = found["than"].casefold() == "more"
    number = int(found["number"]) + (1 if more else -1)
    return f"{found['before']}{found['has']} {'at least' if more else 'at most'} {number} "


def has_done(found: Found) -> str:
    """Is called, emailed or met -> has a call, an email or a meeting."""
    return "has " + re.sub(
        "|".join(DONE), lambda done: DONE[done.group().casefold()], found["done"], flags=re.IGNORECASE
    )


def being(found: Found) -> str:
    """Before closing -> before being closed."""
    return f"{found['word']} being {ENDED[found['verb'].casefold()]}"


def neither(found: Found) -> str:
    return f"{found['subject']} never has {found['one']} or {found['other']}"


def on_days(found: Found) -> str:
    """Every seller has at least 3 meetings per week."""
    days = min(int(found["number"]), 5) if found["number"].isdigit() else 1
    return f"Every {found['role']} has {found['thing']} on at least {days} of 5 working days."


def asks_whom(found: Found) -> str:
    """Call every lead within … -> every lead has a call within …"""
    return f"{found['record']} has {ORDERED[found['verb'].casefold()]} {found['rest']}"


def in_order(found: Found) -> str:
    stages = re.split(r",? and then |,? then |,? to |,? and |, ", found["stages"].removeprefix("the stages "))
    return f"{found['subject']} moves through {', '.join(stages[:-1])} and {stages[-1]} in order."


def timed_from_creation(found: Found) -> str:
    return f"Within {found['time']} of being created, {lower_first(found['subject'])}{found['by'] or ''}."


def timed_from_end(found: Found) -> str:
    return f"A {found['record']} has {lower_first(found['thing'])} within {found['time']} of its end."
