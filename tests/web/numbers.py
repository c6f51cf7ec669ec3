"""The numbers about named persons on a page: those that the page marks, bars, lines of records; and any stray digit."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

VOID = {"input", "meta", "link", "br", "img", "rect", "polyline", "path", "circle", "option", "hr", "col"}
QUIET = {"small", "data", "time", "svg", "select", "datalist", "textarea", "script", "style", "code"}
"""Digits in these: marked numbers, days, columns' titles, drawings, forms; a <q> in no cell is what people wrote."""

OF, FEW = re.compile(r"(\d+) of (\d+)"), re.compile(r"(\d+) of (\d+), too few")
"""What the pen writes into a cell."""

SAID = {"sentence", "objective", "line", "why", "suggested"}
"""Classes of a rule's words, and of records' lines and suggestions, which are compared as a whole."""

NAMES = {"th", "h1", "h2", "b"}

type Number = tuple[str, str, str]
"""About whom, in which area ("" where the page doesn't say), and what: "followed 5 7", a drawing, a record's line."""


@dataclass
class Numbers(HTMLParser):
    """names: shown name -> key. person, area: of a page that is about one person or area as a whole."""

    names: dict[str, str]
    person: str = ""
    area: str = ""
    found: set[Number] = field(default_factory=set)
    strays: list[str] = field(default_factory=list)
    open: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    about: str = ""
    within: str = ""
    drawn: str = ""
    line: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.about, self.within = self.person, self.area

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in ("td", "tr") or (tag == "li" and not self._inside("svg")):
            self.within = self.area
        asked = parse_qs(urlsplit(said.get("href", "")).query)
        if tag == "a" and "area" in asked:
            self.within = asked["area"][0]
        if tag == "i" and said.get("class", "").startswith("m"):
            self._find(f"bar {said['class']}")
        if tag == "data":
            self._find(said["value"])
        if self._inside("svg"):
            self.drawn += f"<{tag} {sorted(said.items())}>"
        if tag not in VOID:
            self.open.append((tag, said))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside("svg"):
            self.drawn += f"<{tag} {sorted(attrs)}>"

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not any(tag == one for one, _said in self.open):
            return
        while True:
            closed, said = self.open.pop()
            if closed == "svg":
                self._find(self.drawn)
            if closed == "svg":
                self.drawn = ""
            if {"line", "suggested"} & set(said.get("class", "").split()):
                told = self.line.partition("Suggested:")[2] or self.line
                self._find(" ".join(told.split()))
                self.line = ""
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._inside("main"):
            return
        classes = {one for _tag, said in self.open for one in said.get("class", "").split()}
        if classes & {"line", "suggested"}:
            self.line += data
        if not self.person and self.open[-1][0] in NAMES:
            for name, key in self.names.items():
                self.about = key if data.startswith(name) or f": {name}" in data else self.about
        in_a_cell = self._inside("td") or "said" in classes
        if in_a_cell and self._of_a_cell(data, classes):
            return
        quiet = not in_a_cell and self._inside("q")
        quiet = quiet or any(tag in QUIET or {"data-all", "data-record"} & set(said) for tag, said in self.open)
        if any(letter.isdigit() for letter in data) and not quiet and not classes & SAID:
            self.strays.append(data.strip())

    def _of_a_cell(self, data: str, classes: set[str]) -> bool:
        """What the pen writes: "5 of 7", "2 of 3, too few", "+1" breaches."""
        tag = self.open[-1][0]
        if (tag == "b" and (found := OF.fullmatch(data.strip()))) or (
            tag == "q" and (found := FEW.fullmatch(data.strip()))
        ):
            self._find(f"followed {found[1]} {found[2]}")
        elif "breach" in classes and data.startswith("+"):
            self._find(f"breaches {data[1:].strip()}")
        else:
            return False
        return True

    def _inside(self, tag: str) -> bool:
        return any(one == tag for one, _said in self.open)

    def _find(self, what: str) -> None:
        if self._inside("main") and not any("data-all" in said for _tag, said in self.open):
            self.found.add((self.about, self.within, what))


def numbers(page: str, names: dict[str, str], *, person: str = "", area: str = "") -> Numbers:
    read = Numbers(names, person, area)
    read.feed(page)
    read.close()
    return read
