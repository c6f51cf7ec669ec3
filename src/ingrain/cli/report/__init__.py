"""A check as one HTML file that can be mailed: no script, no request, every figure a link to its records."""

from ingrain.cli.answer import Answer


def report_of(answer: Answer) -> str:
    return answer.log_name
