"""A manual's text for the templates: sentences with the chosen words marked, and prose."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from ingrain.method.manual import Manual
from ingrain.method.vocabulary import Vocabulary
from ingrain.telling.preface import preface_of
from ingrain.telling.sentence import parts

register = template.Library()
PROSE = MarkdownIt("commonmark", {"html": False}).disable(["heading", "lheading", "image", "hr"])
"""What a writer puts in angle brackets stays text; pictures would be requests, and stay away."""


@register.simple_tag
def marked(sentence: str, words: Vocabulary) -> SafeString:
    """The sentence, with each chosen word in a mark of its own."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="word">{}</span>', text) if chosen else text,)
            for text, chosen in parts(sentence, words)
        ),
    )


@register.filter
def prose(text: str) -> SafeString:
    """Markdown as HTML, without anything that could be more than text."""
    return mark_safe(str(PROSE.render(text)))


@register.filter
def preface(manual: Manual) -> SafeString:
    """What stands between the title and the first area."""
    return prose(preface_of(manual))


@register.filter
def at(found: dict[object, object], key: object) -> object:
    """What stands under a key; nothing where there is none."""
    return found.get(key)
