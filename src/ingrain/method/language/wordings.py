"""What people write but the language leaves out: each wording with what is wrong about it and how to put it.

Here lives the table, longer than a room should be because it is one list. Each entry rewrites a whole sentence; whether
the result can be read is tried in mending.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingrain.method.language import rewrites


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording that people use. better: what to put for it, as for re.sub."""

    pattern: re.Pattern[str]
    message: str
    expected: str
    better: str | Callable[[re.Match[str]], str]

    def rewrite(self, sentence: str) -> str:
        text = re.sub(r" {2,}", " ", self.pattern.sub(self.better, sentence, count=1))
        return re.sub(r" (?=[,.](?: |$))", "", text).strip()


def _(message: str, expected: str, pattern: str, better: str | Callable[[re.Match[str]], str]) -> Wording:
    return Wording(re.compile(pattern.replace("TIME", _TIME), re.IGNORECASE), message, expected, better)


_TIME = (
    r"(?:(?:\d[\d,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
    r"(?:working |business )?(?:minutes?|hours?|days?|weeks?|months?))"
)
_GAP = (
    r"(?:(?P<time>(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:working )?\w+)"
    r"|(?P<period>day|week|month|quarter|year))"
)
_SOON = (
    r"(?:promptly|soon|a\.?s\.?a\.?p\.?|as soon as possible|immediately(?! after| before)|quickly"
    r"|swiftly|in a timely manner|timely|in good time|on time|without delay|straight away|at once|right away|early"
    r"|shortly(?: after)?|in due course)(?!\w)"
)
_FILLED = r"(?:filled(?: in| out)?|populated|completed?|entered|set|present|recorded|maintained|known|given|not empty)"
_STATE = r"(?P<state>won|lost|closed|qualified|converted|disqualified)"
_MODAL = (
    r"(?:should|must|shall|will|ought to|needs? to|ha(?:s|ve) to"
    r"|(?:is|are) (?:to|required to|expected to|supposed to)(?= (?:have|be|move|stay|go|start|end|get)))"
)
_NO_MODAL = r"(?:(?:should|must|shall|will) (?:never|not)|may not|cannot|can't|mustn't|shouldn't|won't)"
_UNTIL = r"(?:without|before it has|unless it has|until it has|if it has|when it has|after it has|with)"
_DONE = f"(?:{'|'.join(rewrites.DONE)})"
_NAME = r'"[^"]*"'
_SO = "A rule says what is so."
_STOP = "A rule ends in a full stop."
_FIRST = "What has to be there first is said with before."
_LONG = "No … stays in … longer than …"

WORDINGS: tuple[Wording, ...] = (
    _(_STOP, "a full stop", r"[!?:;,]+$", "."),
    _(_STOP, "a full stop", r"(?<=[^.])$", "."),
    _("Names stand in double quotes.", '"O_SENT", for example',
      r"(?<!\w)'(?P<name>[^'\"]+)'(?!\w)(?P<rest>.*)$", rewrites.double_quoted),
    # --- around a rule ---
    _("A rule says what is so; it asks nobody.", "the rule itself",
      r"^(?:please,? )?(?:make sure(?: that)?|ensure(?: that)?|remember(?: that)?|note that|it is important that"
      r"|see to it that|please)\b,? ?", ""),
    _("A rule is said of every record; how many keep it, the scorecard shows.", "the rule without a share",
      r"^(?:(?:at least )?\d+ ?(?:%|percent|per cent) of|most(?: of)?|nearly all|almost all) (?:all |the )?", ""),
    _("A rule has no brackets; what they say belongs into the step's text.", "the rule without brackets",
      r" ?\([^)]*\)", ""),
    _("A list names everything that counts.", "the whole list",
      r",? (?:etc\.?|and so on|or similar|or the like|for example|e\.g\.)(?=[ .,]|$)", ""),
    _("And/or can be read in two ways.", "or if any will do, and if all are asked for", r"\band/or\b", "or"),
    _("A rule always holds; for whom it does, qualifiers say.", "the rule without it, or a qualifier (an open lead)",
      r"\b(?:usually|normally|generally|typically|ideally|mostly|preferably|(?:where|if|whenever|when|as far as) "
      r"(?:possible|needed|necessary|appropriate|applicable|in doubt)|as needed|as a rule),? ?", ""),
    # --- what has to be there first ---
    _(_FIRST, "Before being won, … has …",
      r"^(?P<subject>.+?),? (?:(?:is|are|gets?) (?:not|never|only)|isn't|aren't|never (?:is|gets)|only gets"
      rf"|(?:can|may|must|should)(?:not|n't| not| never| only) be) (?:{_STATE}|moved to (?P<stage>[\w ]+?)) "
      rf"{_UNTIL} (?P<thing>.+)\.$", rewrites.not_without),
    _(_FIRST, "Before being won, … has …",
      rf"^(?P<subject>no .+?) (?:(?:is|gets) {_STATE}|moves to (?P<stage>[\w ]+?)) {_UNTIL} (?P<thing>.+)\.$",
      rewrites.not_without),
    _(_FIRST, "Before moving to …, … has …",
      r"^(?P<subject>.+?) (?:(?:never|only) (?:moves?|goes)|(?:doesn't|does not|cannot|can't|must not|may not"
      r"|should not"
      rf"|can only|may only) (?:move|go)) to (?P<stage>[\w ]+?) (?P<state>){_UNTIL} (?P<thing>.+)\.$",
      rewrites.not_without),
    _(_FIRST, "Before being won, … has …",
      rf"^without (?P<thing>[^,]+?), (?P<subject>no .+?) is {_STATE}\.$", rewrites.not_without),
    _(_FIRST, "Before being won, … has …",
      r"^without (?P<thing>[^,]+?), (?P<subject>.+?) (?:is not|isn't|is never|cannot be|can't be|may not be) "
      rf"{_STATE}\.$", rewrites.not_without),
    # --- who does it: the passive, the imperative ---
    _("A rule says what a record has; who does it stands after by.", "A lead has a call …",
      r"^(?P<verb>call|phone|email|meet|visit|contact|follow up on) (?P<record>(?:an?|the|every|each|all) .+?|\w+s) "
      rf"(?P<rest>(?:(?:within|at least|at most|on the|every|once|regularly)\b|{_SOON}).+)$", rewrites.asks_whom),
    _("The record comes first, then what it has.", "A meeting has notes within … of its end.",
      r"^(?P<thing>[\w, ]+?) (?:is|are) (?:made|written|logged|added|sent|held|taken|recorded|done|entered|typed in) "
      r"within (?P<time>TIME) (?:of|after) (?:the end of )?(?:a|the|every|each) (?P<record>meeting|call)\.$",
      rewrites.timed_from_end),
    _("The record comes first, then its field.", "always has its … filled in",
      r"^(?P<a>an?|the|every) (?P<record>[\w ]+?)'s (?P<field>[\w ]+?) (?:is|are) (?:always )?"
      r"(?:filled(?: in| out)?|populated|completed?|entered|set|present|recorded|maintained|known|not empty)\b",
      r"\g<a> \g<record> always has its \g<field> filled in"),
    # --- should, must, may not ---
    _(_SO, "never has",
      rf"\b(?:{_NO_MODAL}|(?:is|are) not (?:allowed|permitted|supposed) to) (?:ever )?have\b", "never has"),
    _(_SO, "never is", rf"\b{_NO_MODAL} (?:ever )?be\b", "never is"),
    _(_SO, "never moves", rf"\b{_NO_MODAL} (?:ever )?(?P<verb>move|go|stay)\b", r"never \g<verb>"),
    _(_SO, "always has", rf"\b{_MODAL} always have\b", "always has"),
    _(_SO, "has", rf"\b{_MODAL} (?:have|get|receive)\b", "has"),
    _(_SO, "is", rf"\b{_MODAL} be\b", "is"),
    _(_SO, "starts, moves, ends", rf"\b{_MODAL} (?P<verb>start|end|move|stay|go|update)\b", r"\g<verb>"),
    _("What happens stands first, then the record and its field.", "When lost, an opportunity has its … filled in.",
      r"^(?P<word>if|when|whenever|once|as soon as|after|before|every time|each time) (?P<subject>(?:an?|the"
      r"|every|each) [\w ]+?) "
      r"(?P<what>(?:is|are|was|gets|becomes|has been|moves|moved|goes|enters|reaches) [^,]+), (?:then )?"
      rf"(?P<fields>its [^,]+?) (?:is|are) {_FILLED}(?P<rest>\.| within .+)$", rewrites.field_second),
    _("The language says being closed.", "being won, being lost, being closed",
      r"\b(?P<word>before|after|of|upon) (?:its )?(?P<verb>closing|winning|losing|qualifying|converting"
      r"|disqualifying)\b(?: it)?",
      rewrites.being),
    _("The language says never has.", "never has", r"\b(?:do|does)(?: not|n't) have\b", "never has"),
    _("The language says what a record has.", "has a call, email or meeting",
      rf"\b(?:is|are|gets?|has been|have been|be) (?P<done>{_DONE}(?:(?:,|,? or"
      rf"|,? and) {_DONE})*)\b", rewrites.has_done),
    _("The language says has.", "has",
      r"\b(?:gets?|receives?|got|requires?|needs?|contains?|includes?)\b(?= (?:an?|at|its|exactly|\d|two"
      r"|three)\b)", "has"),
    # --- events of a log, told without their record ---
    _("The record is named too.", "After …, … has …",
      rf"^(?:if |when )?(?P<one>{_NAME})(?:,? then| is followed by| leads to| must be followed by)"
      rf" (?P<other>{_NAME})\.$",
      rf"After \g<one>, a {rewrites.RECORD} has \g<other>."),
    _("The record is named too.", "Before …, … has …",
      rf"^(?P<one>{_NAME}) (?:is preceded by|comes after|requires|needs) (?P<other>{_NAME})\.$",
      rf"Before \g<one>, a {rewrites.RECORD} has \g<other>."),
    _("The record is named too.", "After …, … never has …",
      rf"^(?P<one>{_NAME}) (?:never|does not|doesn't) (?:happens?|comes?|occurs?"
      rf"|follows?)(?: after)? (?P<other>{_NAME})\.$",
      rf"After \g<other>, a {rewrites.RECORD} never has \g<one>."),
    _("The record is named too.", "Within … of …, … has …",
      rf"^(?P<one>{_NAME}) (?:happens|comes|occurs|follows|is done) within (?P<time>TIME) (?:of|after)"
      rf" (?P<other>{_NAME})\.$",
      rf"Within \g<time> of \g<other>, a {rewrites.RECORD} has \g<one>."),
    _("What sets the rule off stands at the beginning.", "After …, … has …",
      rf"^(?P<subject>.+?) (?:has|have) (?P<one>{_NAME}|an? \w+),? (?:and then|then|followed by)"
      rf" (?P<other>{_NAME}|an? \w+)\.$",
      lambda m: f"After {m['one']}, {rewrites.lower_first(m['subject'])} has {m['other']}."),
    _("The language says that has … also has.", "… that has … also has …",
      rf"^(?P<subject>.+?) (?:with|having|which has) (?P<one>{_NAME}) (?:has|have) (?P<other>{_NAME})\.$",
      r"\g<subject> that has \g<one> also has \g<other>."),
    _("The language says never has both.", "never has both … and …",
      rf"^(?P<subject>.+?) (?:has|have) (?:either )?(?P<one>{_NAME}|an? \w+) or (?P<other>{_NAME}"
      rf"|an? \w+),? (?:but )?(?:not|never) both\.$",
      r"\g<subject> never has both \g<one> and \g<other>."),
    _("The language says never has … or ….", "never has … or …",
      r"^(?P<subject>.+?) (?:has|have) neither (?P<one>.+?) nor (?P<other>.+)$", rewrites.neither),
    # --- people ---
    _("What people do is counted in days.", "Every … has … on at least N of 5 working days.",
      r"^(?:every|each|an?|all) (?P<role>[\w ]+?) (?:has|have|makes?|does|do"
      r"|logs?) (?:at least )?(?P<number>\d+) (?P<thing>[\w-]+) "
      r"(?:per|a|every|each) week\.$", rewrites.on_days),
    _("What people do is counted in days.", "Every … updates a record on at least N of 5 working days.",
      r"^(?:(?:every|each|an?|all) )?(?P<role>[\w ]+?)s? updates? (?P<kind>\w+)s (?:daily|every day|each day)\.$",
      r"Every \g<role> updates a \g<kind> on at least 5 of 5 working days."),
    # --- how often, how soon ---
    _("How often is that?", "at least N … per week, month or quarter; or never goes longer than … without …",
      r"^(?P<before>.*?)\b(?:on a regular basis|regularly|regular|frequently|frequent|periodically|often|repeatedly"
      r"|from time to time|every now and then|continuously|consistently)\b,?(?P<after>.*)$", rewrites.regularly),
    _("How long is that?", "Within … of …, for example within 1 working day of being created",
      rf"^(?P<before>.*?),? ?\b{_SOON}(?P<after>.*)$", rewrites.promptly),
    _("What nobody logged, nobody can count.",
      'how often ("Every seller has a call on at least 3 of 5 working days.") '
      'or within what ("Within … of …, … has …")',
      r"^(?P<who>(?:(?:every|each|all|the|our) )?[\w]+(?: must| should| shall| will| always)*) "
      r"(?:logs?|records?|registers?|documents?|tracks?|writes? down|enters?) "
      r"(?P<what>(?:all|every|each|any|their|his|her|its|the|calls|emails|meetings|notes|tasks)\b[^,]*)$",
      r"By hand: \g<0>"),
    _("There is a shorter word for it.", "weekly, or per week",
      r"\bon a (?P<p>daily|weekly|monthly|quarterly|yearly) basis\b", r"\g<p>"),
    _("How long a record may go without something is said so.", "… never goes longer than … without …",
      r"^(?P<subject>[^,]+?) (?:has|have) (?:at least (?:1|one) |an? )(?P<thing>[^,]+?),? "
      r"(?:(?:at least |once )*(?:per|every|each|an?|in a) fortnight|fortnightly|biweekly)\.$",
      r"\g<subject> never goes longer than 2 weeks without a \g<thing>."),
    _("A fortnight is no period of the calendar.", "per week or per month",
      r"\b(?P<bound>at least|at most|exactly) (?P<number>\d+) (?P<thing>[^,]+?) (?:per|every|each|an?) fortnight\b",
      rewrites.per_month),
    _("How long a record may go without something is said so.", "… never goes longer than … without …",
      rf"^(?P<subject>[^,]+?) (?:has|have) (?P<thing>(?!at least \d|at most|exactly).+?),? at least (?:every|each) "
      rf"{_GAP}\.$", rewrites.without_for),
    _("How long a record may go without something is said so.", "… never goes longer than … without …",
      rf"^(?:at least )?(?:once )?every {_GAP},? (?P<subject>[^,]+?) (?:has|have) "
      r"(?P<thing>(?!at least|at most|exactly).+?)\.$", rewrites.without_for),
    _("How long a record may go without something is said so.", "… never goes longer than … without …",
      r"^(?P<subject>.+?) (?:has|have) (?P<thing>(?!at least \d|at most|exactly).+?),? (?:at least "
      r"|at the latest )?(?:once )?"
      r"every (?P<time>(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:working )?\w+)\.$",
      r"\g<subject> never goes longer than \g<time> without \g<thing>."),
    _("The language says never goes longer than.", "never goes longer than … without …",
      r"\b(?:(?:does|do) not|doesn't|don't|never) go (?:for )?(?:longer|more) than\b|\bgoes (?:no"
      r"|not) (?:longer|more) than\b"
      r"|\b(?:has|is|goes) (?:no|never|not) (?:longer|more) than (?=TIME without)|\bis never without for longer than\b",
      "never goes longer than "),
    _("How often is said by a number.", "at least N … per week",
      r"^(?P<subject>.+?) (?:has|have) an? (?P<thing>[\w-]+) (?:at least )?(?P<times>once|twice|(?:two|three"
      r"|four|\d+) times) "
      r"(?:an?|per|every|each) (?P<period>day|week|month|quarter|year)\.$", rewrites.so_many_times),
    # --- times ---
    _("No time is shorter than none.", "a time without a minus", r"\bwithin [-–−] ?(?=\d)", "within "),
    _("Times are written out.", "hours", r"\b(?P<n>\d+) ?(?:h|hrs?)\b", r"\g<n> hours"),
    _("Times are written out.", "days", r"\b(?P<n>\d+) ?d\b", r"\g<n> days"),
    _("Times are written out.", "weeks", r"\b(?P<n>\d+) ?(?:wks?|w)\b", r"\g<n> weeks"),
    _("Times are written out.", "minutes", r"\b(?P<n>\d+) ?mins?\b", r"\g<n> minutes"),
    _("The language calls them working days.", "working days",
      r"\b(?:business|work|office|week) ?day(?P<s>s?)\b", r"working day\g<s>"),
    _("The language calls them working hours.", "working hours",
      r"\b(?:business|office|opening) hour(?P<s>s?)\b", r"working hour\g<s>"),
    _("Without working before them, days are calendar days already.", "days",
      r"\bcalendar (?=days?|weeks?|months?)", ""),
    _("A time is a length of time.", "within 1 working day of …",
      r"\b(?:by|on) (?:the end of )?the (?:next|following) (?:working |business )?day\b(?: after)?",
      lambda m: "within 1 working day of" if m.group().endswith("after") else "within 1 working day"),
    _("The language says on the same working day.", "on the same working day",
      r"\b(?:on )?the same day\b|\bby the end of the (?:working )?day\b", "on the same working day"),
    _("The language says within … of.", "within … of …",
      r"\b(?:(?:no|not) later than|at the latest) (?P<time>TIME) (?:after|of|from)\b", r"within \g<time> of"),
    _("The language says within … of.", "within … of …",
      r"\b(?:in|inside|under|during|in less than|less than|at most|no more than) (?:the (?:first|next) )?(?P<time>TIME)"
      r"(?= (?:of|after|from|since)\b|,)", r"within \g<time>"),
    _("The language says within.", "within … of …",
      r"\bwithin (?:the (?:first|next) |max(?:imum)? |at most |a maximum of )(?P<time>TIME)", r"within \g<time>"),
    _("The language says within … of.", "within … of …",
      r"\bwithin (?P<time>TIME) (?:after|from|since|following) ", r"within \g<time> of "),
    _("The language says being created.", "being created",
      r"\b(?:its |the |their )?(?:creation|having been created|it was created)\b", "being created"),
    _("This doesn't say within a time of what.", "of being created, of moving to …, of being won, of a meeting",
      r"^within (?P<time>TIME), ", r"Within \g<time> of being created, "),
    _("This doesn't say within a time of what.", "of being created, of moving to …, of its end",
      r"^(?P<subject>[^,]+? (?:has|have|is|are) .+?) within (?P<time>TIME)(?P<by> by [^,.]+)?\.$",
      rewrites.timed_from_creation),
    # --- filled in ---
    _("The language says filled in.", "filled in",
      r"\b(?P<has>has|have) (?P<field>(?:its|their) [\w, ]+?) (?!filled in\b)(?:filled(?: out)?|populated"
      r"|completed?|entered"
      r"|set|present|recorded|maintained|known|given|not empty|not blank)(?=[ .,])", r"\g<has> \g<field> filled in"),
    _("The language says dated in the future.", "always has a … dated in the future",
      r"\b(?:never has|has never) an? (?:overdue (?P<over>[\w ]+?)|(?P<field>[\w ]+?) (?:dated "
      r"|that lies )?in the past)(?=[.,])",
      lambda m: f"always has a {m['over'] or m['field']} dated in the future"),
    _("The language says dated in the future.", "dated in the future",
      r"\b(?P<has>has|have) a future (?P<field>[\w ]+?)(?=[,.])", r"\g<has> a \g<field> dated in the future"),
    _("The language says always has.", "always has",
      r"\b(?:has|have) (?P<thing>[\w ]+?) at (?:all times|any time|every moment)\b", r"always has \g<thing>"),
    _("The record comes first, then its field.", "always has a … dated in the future",
      r"^(?P<a>an?|the|every) (?P<record>[\w ]+?)'s (?P<field>[\w ]+?) (?:is|are"
      r"|lies) (?:always (?:dated )?in the future|never (?:dated )?in the past)",
      r"\g<a> \g<record> always has a \g<field> dated in the future"),
    _("The language says always has.", "always has",
      r"\bhas at (?:all times|any time|every moment)\b|\bat (?:all times|any time) has\b|\bhas always\b", "always has"),
    # --- stages ---
    _("How long a record may stay in a stage begins with no.", _LONG,
      r"^(?!no )(?:(?:an?|the|every) )?(?P<subject>[\w ]+?) (?:(?:is never|isn't|remains|spends|is"
      r"|never spends) (?:in )?|(?:never |does not "
      r"|doesn't )?stays? in )(?P<stage>[\w ]+?) (?:for )?(?:longer than|more than|at most|(?:no|not) (?:longer"
      r"|more) than"
      r"|up to|less than) (?P<time>TIME)\.$", r"No \g<subject> stays in \g<stage> longer than \g<time>."),
    _("The order of stages is said so.", "… moves through …, … and … in order",
      r"^(?P<subject>.+?) (?:goes through|follows|passes through|runs through|moves from|goes from|moves along) "
      r"(?P<stages>.+?)(?: in (?:this |that )?order)?(?:,? without skipping.*)?\.$", rewrites.in_order),
    _("The language says never moves back to.", "never moves back to",
      r"\b(?:never (?:goes|go|returns?|is moved|moves)|(?:does not|doesn't) (?:go|move)) (?:back )?(?:back|to)(?: to)? "
      r"(?=\w+\.$)", "never moves back to "),
    _("A stage is called by its name alone.", "its name",
      r"\b(?P<v>moves to|moving to|moved to|in) (?:the )?stage (?=\w)", r"\g<v> "),
    _("A stage is called by its name alone.", "its name",
      r"\b(?P<v>moves to|moving to|moved to|stays in) (?:the )?(?P<stage>[\w ]+?) (?:stage"
      r"|phase)\b", r"\g<v> \g<stage>"),
    # --- numbers ---
    _("What is never there is said by never.", "never has",
      r"\b(?:has|have) (?:(?:at most|exactly|(?:no|not) more than|up to) )?(?:0|zero) (?P<thing>[^,]+?)"
      r"(?: (?:per|each|every|an?) (?:day|week|month|quarter|year))?\.$", r"never has \g<thing>."),
    _("The language says worth more than.", "worth more than",
      r"\bworth (?:over|above|upwards of|>)\s*", "worth more than "),
    _("The language says worth less than.", "worth less than",
      r"\bworth (?:under|below|up to|<)\s*", "worth less than "),
    _("Amounts are compared in the record's own currency.", "the number alone",
      r"(?<=than |east |most )[€$£] ?(?=\d)|(?<=\d) ?(?:€|\$|£|EUR|USD|GBP|euros?|dollars?|pounds)(?=[ ,.])", ""),
    _("A number of things is at least, at most or exactly.", "at least, at most or exactly",
      r"^(?P<before>(?!no ).*?)\b(?P<has>has|have) (?P<than>more|fewer"
      r"|less) than (?P<number>\d+) ", rewrites.more_than),
    _("The language says has more than.", "more than",
      r"^(?P<no>no [\w ]+ has) (?:over|above|at least)(?= \d)", r"\g<no> more than"),
    _("The language says at most.", "at most",
      r"\b(?:(?:no|not) more than|a maximum of|maximum|max\.?|up to)(?= \d)", "at most"),
    _("The language says at least.", "at least",
      r"\b(?:(?:no|not) (?:fewer|less) than|a minimum of|minimum|min\.?)(?= \d)", "at least"),
    # --- if, when, after ---
    _("What happens stands first, then the record.", "When lost, an opportunity …",
      r"^(?P<word>if|when|whenever|once|as soon as|after|before|every time|each time) (?P<subject>(?:an?|the"
      r"|every|each) [\w ]+?) "
      r"(?P<what>(?:is|are|was|gets|becomes|has been|moves|moved|goes|enters|reaches) [^,]+), (?:then )?"
      r"(?:it|they|he|she) (?P<rest>.+)$", rewrites.record_second),
    _("The language says when or after.", "When … or after …",
      r"^(?:if|whenever|upon|once|as soon as|every time|each time)(?: it is| being)? (?=[a-z])", "When "),
    _("The language says after.", "After …", r"^(?:upon|following|subsequent to|once)(?= )", "After"),
    _("The language says before.", "Before …", r"^(?:prior to|ahead of)\b", "Before"),
    _("The language says directly after: the very next event.", "directly after",
      r"\b(?:immediately|right|straight|directly following|just) after\b", "directly after"),
    _("The language says directly before: the event before it.", "directly before",
      r"\b(?:immediately|right|straight|just) before\b", "directly before"),
    _("The language says never has.", "never has",
      r"^(?P<subject>[^,]+?) has no (?P<thing>\"[^\"]*\"|[\w]+)(?=\.$| by "
      r"| after )", r"\g<subject> never has \g<thing>"),
    _("What sets the rule off stands at the beginning.", "After …, … has …",
      r"^(?P<subject>[^,]+? (?:has|have|is|are) (?:(?! within | without ).)+?),? (?P<word>directly after"
      r"|directly before|after"
      r"|before|when) (?P<trigger>[^,]+)\.$", rewrites.trigger_first),
    # --- who ---
    _("The language says its owner.", "by its owner",
      r"\bby (?:(?:his|her|the) )?(?:(?:lead|account|opportunity|record|deal|case|responsible|assigned"
      r"|current)(?:'s)? )"
      r"(?:owner|person|seller|rep)\b|\bby the (?:seller|rep|salesperson|person) (?:responsible"
      r"|in charge)", "by its owner"),
    _("Whose manager?", "by its owner's manager",
      r"\bby (?:(?:his|her|their|the|its) )?(?:manager|boss|supervisor|line manager"
      r"|team lead)\b", "by its owner's manager"),
    _("Someone else than who?", "someone other than its owner, or than whoever did …",
      r"\bby (?:someone|somebody|anyone) else\b|\bby a (?:second|different|another) (?:person|pair of eyes)\b"
      r"|\bby another person\b",
      "by someone other than its owner"),
    _("One of the two is done by someone other than who did the other.",
      "… is done by someone other than whoever did …",
      r"^(?P<a>\"[^\"]+\") and (?P<b>\"[^\"]+\") are (?:never )?done by (?:different people|two people"
      r"|the same person)\.$",
      r"\g<b> is done by someone other than whoever did \g<a>."),
    # --- other words for the same ---
    _("The language says won or lost.", "won, lost", r"\bclosed[ -](?P<s>won|lost)\b", r"\g<s>"),
    _("The language says call.", "call", r"\b(?:phone|telephone) call(?P<s>s?)\b", r"call\g<s>"),
    _("The language says email.", "email", r"\be-mail(?P<s>s?)\b", r"email\g<s>"),
    _("Every record is new once; being created says when.", "the kind of record alone",
      r"\bnew(?:ly created)? (?=leads?\b|opportunit|accounts?\b|contacts?\b)", ""),
)  # fmt: skip
"""In this order; a sentence may need several."""

SYNONYMS = {
    "deal": "opportunity", "deals": "opportunities", "customer": "account", "customers": "accounts",
    "client": "account", "clients": "accounts", "company": "account", "companies": "accounts",
    "prospect": "lead", "prospects": "leads", "enquiry": "lead", "enquiries": "leads", "inquiry": "lead",
    "appointment": "meeting", "appointments": "meetings", "visit": "meeting", "visits": "meetings",
    "demo": "meeting", "demos": "meetings", "phone": "call", "mail": "email", "mails": "emails",
    "quotation": "quote", "quotations": "quotes", "offer": "quote", "offers": "quotes",
    "salesperson": "seller", "salespeople": "sellers", "rep": "seller", "reps": "sellers",
    "value": "amount", "price": "amount", "reason": "loss reason", "activity": "call, email or meeting",
    "activities": "call, email or meeting", "touch": "call, email or meeting", "contact": "call, email or meeting",
    "follow-up": "call, email or meeting", "cancelled": "lost", "abandoned": "lost", "rejected": "disqualified",
    "case": "record", "edits": "updates", "changes": "updates", "opened": "created", "entered": "created",
    "registered": "created", "opens": "starts", "begins": "starts", "finishes": "ends", "stops": "ends",
    "since": "of", "lacks": "never has",
}  # fmt: skip
"""Other words for words of the language; tried where a sentence is stuck."""
