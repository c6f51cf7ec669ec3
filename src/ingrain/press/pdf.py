"""A manual as PDF, on A4, with the page's number at the foot."""

from functools import partial
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Paragraph, SimpleDocTemplate

from ingrain.method.manual import Rule, Step
from ingrain.press.sheet import Sheet, paragraphs
from ingrain.telling.preface import preface_of
from ingrain.telling.sentence import parts
from ingrain.telling.words import _

FACES = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf", "Vera-Italic": "VeraIt.ttf", "Vera-BoldItalic": "VeraBI.ttf"}
INK, GREY = HexColor(0x1D2320), HexColor(0x55605A)
TEXT = ParagraphStyle("text", fontName="Vera", fontSize=9.5, leading=14, textColor=INK, spaceAfter=5)
STYLES = {
    "text": TEXT,
    "small": ParagraphStyle("small", TEXT, fontSize=8, leading=11, textColor=GREY),
    "objective": ParagraphStyle("objective", TEXT, fontName="Vera-Italic", textColor=GREY, spaceAfter=3),
    "rule": ParagraphStyle("rule", TEXT, leftIndent=12, bulletIndent=2, spaceAfter=4),
    "title": ParagraphStyle("title", TEXT, fontName="Vera-Bold", fontSize=20, leading=25, spaceAfter=4),
    "area": ParagraphStyle("area", TEXT, fontName="Vera-Bold", fontSize=14, leading=18, spaceBefore=14, keepWithNext=1),
    "step": ParagraphStyle("step", TEXT, fontName="Vera-Bold", fontSize=11, leading=15, spaceBefore=8, keepWithNext=1),
}


def pdf(sheet: Sheet) -> bytes:
    """The file's bytes."""
    _faces()
    held = BytesIO()
    made = SimpleDocTemplate(
        held, pagesize=A4, leftMargin=24 * mm, rightMargin=24 * mm, topMargin=22 * mm, bottomMargin=22 * mm,
        title=sheet.manual.title, author="", invariant=1, lang="en",
    )  # fmt: skip
    foot = partial(_foot, sheet)
    made.build(list(_flow(sheet)), onFirstPage=foot, onLaterPages=foot)
    return held.getvalue()


def _faces() -> None:
    """The typefaces that come with reportlab: they are put into the file, so that it looks the same everywhere."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in FACES.items():
        registerFont(TTFont(name, str(folder / file)))
    registerFontFamily("Vera", "Vera", "Vera-Bold", "Vera-Italic", "Vera-BoldItalic")


def _foot(sheet: Sheet, canvas: Canvas, _made: object) -> None:
    canvas.setFont("Vera", 7.5)
    canvas.setFillColor(GREY)
    canvas.drawString(24 * mm, 13 * mm, f"{sheet.manual.title}. {sheet.edition}"[:110])
    canvas.drawRightString(A4[0] - 24 * mm, 13 * mm, str(canvas.getPageNumber()))


def _flow(sheet: Sheet) -> list[Flowable]:
    flow = [_said("title", sheet.manual.title), _said("small", sheet.edition)]
    flow += _objective(sheet, sheet.manual.header.objective, "")
    flow += [_said("text", text) for text in paragraphs(preface_of(sheet.manual))]
    for area in sheet.manual.areas:
        flow += [_said("area", area.title), *_objective(sheet, area.objective, area.title)]
        for step in area.steps:
            flow += _step(sheet, step)
    if sheet.lives_by:
        flow.append(_said("area", _("Who lives by this")))
        flow += [_said("text", f"{team}: {told}") for team, told in sheet.lives_by]
    return flow


def _said(style: str, text: str) -> Paragraph:
    return Paragraph(escape(text), STYLES[style])


def _objective(sheet: Sheet, objective: str | None, area: str) -> list[Flowable]:
    flow: list[Flowable] = [_said("objective", _("Objective: %s") % objective)] if objective else []
    if told := sheet.measured.get(area):
        flow.append(_said("small", _("Measured: %s.") % "; ".join(told)))
    return flow


def _step(sheet: Sheet, step: Step) -> list[Flowable]:
    flow: list[Flowable] = [_said("step", step.title)]
    flow += [_said("text", text) for text in paragraphs(step.prose)]
    flow += [_rule(sheet, rule) for rule in step.rules]
    flow += [
        KeepTogether(Paragraph(f"<b>{escape(question.ask)}</b> {escape(question.answer)}", TEXT))
        for question in step.questions
    ]
    return flow


def _rule(sheet: Sheet, rule: Rule) -> Paragraph:
    if rule.form is None:
        return Paragraph(f"<i>{escape(rule.sentence)}</i>", STYLES["rule"], bulletText="•")
    told = "".join(
        f"<b>{escape(text)}</b>" if chosen else escape(text) for text, chosen in parts(rule.sentence, sheet.words)
    )
    if figures := sheet.figures.get(rule.number):
        told += f'  <font size="8" color="#55605a">{escape(figures)}</font>'
    return Paragraph(told, STYLES["rule"], bulletText="•")
