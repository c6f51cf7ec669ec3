"""A manual as a Word file, with Word's own styles, so that it can be worked on there."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor

from ingrain.method.manual import Rule, Step
from ingrain.press.sheet import Sheet, paragraphs
from ingrain.telling.preface import preface_of
from ingrain.telling.sentence import parts
from ingrain.telling.words import _

GRAIN = RGBColor(0x13, 0x4A, 0x37)
GREY = RGBColor(0x55, 0x60, 0x5A)
MADE = datetime(2020, 1, 1, tzinfo=UTC)
"""Stands in the file, so that the same edition is the same file."""


def word(sheet: Sheet) -> bytes:
    """The file's bytes."""
    doc = Document()
    _styles(doc)
    doc.core_properties.title, doc.core_properties.author = sheet.manual.title, ""
    doc.core_properties.created = doc.core_properties.modified = MADE
    doc.add_heading(sheet.manual.title, 0)
    _small(doc, sheet.edition)
    _objective(doc, sheet, sheet.manual.header.objective, "")
    for text in paragraphs(preface_of(sheet.manual)):
        doc.add_paragraph(text)
    for area in sheet.manual.areas:
        doc.add_heading(area.title, 1)
        _objective(doc, sheet, area.objective, area.title)
        for step in area.steps:
            _step(doc, sheet, step)
    if sheet.lives_by:
        doc.add_heading(_("Who lives by this"), 1)
        for team, told in sheet.lives_by:
            doc.add_paragraph(f"{team}: {told}", style="List Bullet")
    held = BytesIO()
    doc.save(held)
    return _timeless(held)


def _timeless(held: BytesIO) -> bytes:
    """The same file without the moment at which each of its parts was packed."""
    packed = BytesIO()
    with ZipFile(held) as parts_then, ZipFile(packed, "w", ZIP_DEFLATED) as parts_now:
        for name in parts_then.namelist():
            part = ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type = ZIP_DEFLATED
            parts_now.writestr(part, parts_then.read(name))
    return packed.getvalue()


def _styles(doc: WordDocument) -> None:
    doc.styles["Normal"].font.size = Pt(11)
    doc.styles["Normal"].paragraph_format.space_after = Pt(6)


def _small(doc: WordDocument, text: str) -> None:
    run = doc.add_paragraph().add_run(text)
    run.font.size, run.font.color.rgb = Pt(9), GREY


def _objective(doc: WordDocument, sheet: Sheet, objective: str | None, area: str) -> None:
    if objective:
        doc.add_paragraph().add_run(_("Objective: %s") % objective).italic = True
    if told := sheet.measured.get(area):
        _small(doc, _("Measured: %s.") % "; ".join(told))


def _step(doc: WordDocument, sheet: Sheet, step: Step) -> None:
    doc.add_heading(step.title, 2)
    for text in paragraphs(step.prose):
        doc.add_paragraph(text)
    for rule in step.rules:
        _rule(doc, sheet, rule)
    for question in step.questions:
        said = doc.add_paragraph()
        said.add_run(question.ask).bold = True
        said.add_run(f" {question.answer}")


def _rule(doc: WordDocument, sheet: Sheet, rule: Rule) -> None:
    said = doc.add_paragraph(style="List Bullet")
    if rule.form is None:
        said.add_run(rule.sentence).italic = True
        return
    for text, chosen in parts(rule.sentence, sheet.words):
        run = said.add_run(text)
        if chosen:
            run.bold, run.font.color.rgb = True, GRAIN
    if figures := sheet.figures.get(rule.number):
        run = said.add_run(f"  {figures}")
        run.font.size, run.font.color.rgb = Pt(9), GREY
