"""A suggestion in words: what somebody could do about a cell, and why. What is suggested is found by the method."""

from ingrain.method.suggest import Because, Suggestion
from ingrain.telling.words import _, counted, number


def reason(found: Suggestion, name: str, sentence: str = "") -> str:
    """Why it is suggested, as a sentence. sentence: the rule's own, where it is about one."""
    about = _said_of_a_sentence(found, sentence)
    if about:
        return about
    match found.because:
        case Because.AGREED:
            return _("Something was agreed here and is not over yet.")
        case Because.NEW:
            days = counted(found.count, "day", "days")
            return _("{name} has been on the team for {days}; a whole period is {whole}.").format(
                name=name, days=days, whole=found.whole
            )
        case Because.SILENT:
            return _(
                "Next to nothing arose here. Whether nothing was to do or it isn't entered, {name} can say."
            ).format(name=name)
        case Because.RISES:
            return _("It was {count} of {whole} four weeks ago, and has risen by at least a tenth.").format(
                count=found.count, whole=found.whole
            )
        case Because.TRIED:
            return _("Somebody helped in the last twelve weeks, and it stands where it stood.")
    return _("What was not followed is spread over {sentences}: one lesson won't do.").format(
        sentences=counted(found.count, "sentence", "sentences")
    )


def _said_of_a_sentence(found: Suggestion, sentence: str) -> str | None:
    match found.because:
        case Because.EVERYBODY:
            return _(
                "All or nearly all that was not followed is “{sentence}”, and {count} of {whole} colleagues follow it "
                "in fewer than half of the cases."
            ).format(sentence=sentence, count=number(found.count), whole=found.whole)
        case Because.ONE_RULE:
            return _("{count} of the {whole} that were not followed are of “{sentence}”").format(
                count=found.count, whole=found.whole, sentence=sentence
            )
    return None
