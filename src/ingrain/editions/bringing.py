"""A usage manual that a firm already has, as Word or Markdown, brought into the language.

Here lives sorting what stands in it: headings become areas and steps, prose is kept, bullets that are rules stay as
they are. For any other bullet there is a choice: by hand, or the nearest wording that can be judged.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

from docx import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from ingrain.method.text import UnableToReadSentence, read_sentence
from ingrain.method.vocabulary import Vocabulary

BY_HAND = "By hand: "
LARGEST = 10 * 1024 * 1024


class UnableToBringIn(Exception):
    """A file that no manual can be made of, as a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document: a heading of a level, a bullet, or prose."""

    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Brought:
    """A line of the manual to be. For a bullet that is no rule: by hand, and the nearest wording where there is one."""

    text: str
    was: str = ""
    by_hand: str = ""
    nearest: str | None = None

    @property
    def asks(self) -> bool:
        return bool(self.by_hand)


def blocks_of(name: str, content: bytes) -> list[Block]:
    """The pieces of a file; raises UnableToBringIn."""
    if len(content) > LARGEST:
        raise UnableToBringIn("This file is larger than 10 MB. Leave its pictures out, and try again.")
    ending = name.rpartition(".")[2].casefold()
    if ending == "docx":
        return list(_of_word(content))
    if ending in ("md", "markdown", "txt"):
        try:
            return list(_of_markdown(content.decode("utf-8-sig")))
        except UnicodeDecodeError as unable:
            raise UnableToBringIn(
                f"This text isn't UTF-8: byte {unable.start + 1:,} can't be read. Save it as UTF-8, and try again."
            ) from None
    raise UnableToBringIn("Bring a Word file (.docx) or Markdown (.md). A .doc can be saved as .docx by Word.")


def bring(name: str, blocks: list[Block], vocabulary: Vocabulary) -> list[Brought]:
    """The lines of a manual made of these pieces, in an order in which it can be read."""
    if not any(block.text for block in blocks):
        raise UnableToBringIn(f"{name} holds no text.")
    return list(_lines(_with_shape(name, blocks), vocabulary))


def text_of(lines: list[Brought], chosen: dict[int, str]) -> str:
    """The draft. chosen: "nearest" for the bullets for which the nearest wording was taken."""
    told = [
        f"- {line.nearest}" if line.nearest and chosen.get(n) == "nearest" else line.by_hand or line.text
        for n, line in enumerate(lines)
    ]
    return "\n".join(told).strip() + "\n"


# --- files ------------------------------------------------------------------------------------------------------------


def _of_word(content: bytes) -> Iterator[Block]:
    try:
        word = WordDocument(BytesIO(content))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError):
        raise UnableToBringIn(
            "This is no Word file, or it is damaged. Open it in Word, save it anew, and try again."
        ) from None
    for part in word.iter_inner_content():
        if isinstance(part, Table):
            for row in part.rows:
                yield Block("prose", " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells)))
        elif part.text.strip():
            yield _of_paragraph(part)


def _of_paragraph(part: Paragraph) -> Block:
    style = (part.style.name or "") if part.style else ""
    text = " ".join(part.text.split())
    if style == "Title":
        return Block("heading", text, 1)
    if found := re.fullmatch(r"Heading (\d)", style):
        return Block("heading", text, int(found[1]) + 1)
    is_bullet = style.startswith("List Bullet") or (style == "List Paragraph" and part._p.pPr is not None)
    if is_bullet or re.match(r"[•·–-]\s", text):
        return Block("bullet", re.sub(r"^[•·–-]\s+", "", text))
    return Block("prose", text)


def _of_markdown(text: str) -> Iterator[Block]:
    """Headings and bullets line by line; a bullet or a paragraph goes on over the lines below it."""
    held: Block | None = None
    for line in text.replace("\r\n", "\n").split("\n"):
        heading = re.match(r"(#{1,6})\s+(.*?)\s*#*$", line)
        bullet = re.match(r"[-*+]\s+(.*)", line)
        goes_on = held is not None and line.strip() and not heading and not bullet
        if goes_on and held is not None:
            apart = "\n" if held.kind == "prose" else " "
            held = Block(held.kind, f"{held.text}{apart}{line.strip()}")
            continue
        if held is not None:
            yield held
        held = None
        if heading:
            yield Block("heading", heading[2], len(heading[1]))
        elif bullet:
            held = Block("bullet", bullet[1].strip())
        elif line.strip():
            held = Block("prose", line.strip())
    if held is not None:
        yield held


# --- shape ------------------------------------------------------------------------------------------------------------


def _with_shape(name: str, blocks: list[Block]) -> Iterator[Block]:
    """Title, areas, steps: the first heading is the title where it stands alone at its level and above all others."""
    levels = [block.level for block in blocks if block.kind == "heading"]
    top = min(levels, default=1)
    titled = levels.count(top) == 1 and levels[:1] == [top] and len(levels) > 1
    if not titled:
        yield Block("heading", _named(name), 1)
        top -= 1
    area, step = False, False
    for block in blocks:
        if block.kind == "heading":
            level = block.level - top + 1
            if level > 3 or (level == 3 and not area):
                yield from [] if area else [Block("heading", block.text, 2)]
                yield from [Block("prose", f"**{block.text}**")] if area else []
                area, step = True, step and area
                continue
            area, step = area or level == 2, level == 3
            yield Block("heading", block.text, level)
            continue
        if block.kind == "bullet" and not step:
            yield from [] if area else [Block("heading", "General", 2)]
            yield Block("heading", "What we do", 3)
            area, step = True, True
        yield block
    if not area:
        yield Block("heading", "General", 2)


def _named(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return stem.replace("_", " ").replace("-", " ").strip().capitalize() or "Our manual"


def _lines(blocks: Iterator[Block], vocabulary: Vocabulary) -> Iterator[Brought]:
    """Each piece as lines of the text; an area that ends without a step gets one."""
    waiting, before = False, ""
    for block in blocks:
        if block.kind == "heading":
            if waiting and block.level <= 2:
                yield Brought("### What we do\n")
            waiting = block.level == 2 or (waiting and block.level < 2)
            yield Brought(f"\n{'#' * block.level} {block.text}\n" if block.level > 1 else f"# {block.text}\n")
        elif block.kind == "bullet":
            yield _bullet(block.text, vocabulary)
        else:
            yield Brought(f"\n{block.text}\n" if before == "bullet" else f"{block.text}\n")
        before = block.kind
    if waiting:
        yield Brought("### What we do\n")


def _bullet(text: str, vocabulary: Vocabulary) -> Brought:
    """A rule as it is; any other sentence with what could become of it."""
    sentence = text if text.endswith(".") else f"{text.rstrip(' ;,')}."
    if text.casefold().startswith("by hand:"):
        return Brought(f"- {sentence}")
    try:
        read_sentence(sentence, vocabulary)
    except UnableToReadSentence as unable:
        better = unable.problem.better
        return Brought(
            "", text, f"- {BY_HAND}{sentence[:1].lower()}{sentence[1:]}", better if _reads(better, vocabulary) else None
        )
    return Brought(f"- {sentence}")


def _reads(sentence: str | None, vocabulary: Vocabulary) -> bool:
    if sentence is None:
        return False
    try:
        read_sentence(sentence, vocabulary)
    except UnableToReadSentence:
        return False
    return True
