"""What a manual says before its first area, to those who read it: the words of whoever stands behind it."""

import re

from ingrain.method.language.outline import HEADINGS
from ingrain.method.manual import Manual

HEADER = re.compile(rf"({'|'.join(HEADINGS)})\s*:", re.IGNORECASE)


def preface_of(manual: Manual) -> str:
    """The paragraphs between the title and the first area, without the header lines; Markdown as it was written."""
    top = re.split(r"^##? .*$", manual.source, maxsplit=2, flags=re.MULTILINE)
    paragraphs = re.split(r"\n\s*\n", top[1] if len(top) > 1 else "")
    return "\n\n".join(part.strip() for part in paragraphs if part.strip() and not HEADER.match(part.strip()))
