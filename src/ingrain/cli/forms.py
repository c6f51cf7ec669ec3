"""The reference of the rule forms as Markdown pages: docs/reference/forms. What they say lives in the method's forms.

`python -m ingrain.cli.forms docs/reference/forms` writes them anew.
"""

import sys
from pathlib import Path

from ingrain.method.language.forms import PAGES, Page

NOTE = "<!-- Written by `python -m ingrain.cli.forms`; the text is in src/ingrain/method/language/forms.py. -->"


def reference() -> dict[str, str]:
    """Each page of the reference: file name -> text."""
    return {"README.md": _index(), **{file_name(page): _text(page) for page in PAGES}}


def file_name(page: Page) -> str:
    return f"{page.number:02}-{page.name.lower().replace(' ', '-')}.md"


def write_reference(folder: Path) -> None:
    """Write all pages, and remove those of forms that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = reference()
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def _index() -> str:
    rows = [
        f"| {page.number} | [{page.name}]({file_name(page)}) | {page.examples[0]} | {page.science} |" for page in PAGES
    ]
    return "\n".join(
        [
            NOTE,
            "# The forms of rules",
            "",
            "A rule is a sentence of one of these sixteen forms. Plural and singular, articles, upper and lower case",
            "make no difference; numbers up to twelve may be words. What a sentence may speak of (leads, stages,",
            "fields) comes from the company, or from the log, whose activity names stand in double quotes.",
            "",
            "| | form | example | the field's name |",
            "| --- | --- | --- | --- |",
            *rows,
            "",
        ]
    )


def _text(page: Page) -> str:
    shapes = [f"- {shape}" for shape in page.shapes]
    examples = [f"- {example}" for example in page.examples]
    return "\n".join(
        [
            NOTE,
            f"# {page.number}. {page.name}",
            "",
            f"The field's name: {page.science}.",
            "",
            *shapes,
            "",
            page.meaning,
            "",
            f"**Who answers:** {page.answers[:1].lower()}{page.answers[1:]}",
            "",
            "## Examples",
            "",
            *examples,
            "",
            "## Worked case",
            "",
            "The judge is run on it (`ingrain manual try`). Times are local to London; ana and ben are sellers, cal",
            "is their manager.",
            "",
            "```yaml",
            f"{page.cases}```",
            "",
        ]
    )


if __name__ == "__main__":
    write_reference(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference/forms"))
