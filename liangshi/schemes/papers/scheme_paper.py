"""《学校全员导师制工作实施方案》."""

from liangshi.foundation.papers import Paper, day_words

from .facts import PaperFacts
from .phrases import names_of
from .printing import write_forms, write_sections
from .sections import sections_of


def scheme_document(facts: PaperFacts) -> bytes:
    """The scheme in its own order, signed, with its forms as attachments."""
    paper = Paper(facts.scheme_title, under=f"（第{facts.ordinal}版，自{day_words(facts.valid_from)}起施行）")
    scheme = facts.in_force
    write_sections(paper, sections_of(facts))
    closing = f"本方案自{day_words(facts.valid_from)}起施行。"
    if facts.frame_title:
        closing += f"未尽事宜，按《{facts.frame_title}》执行。"
    paper.text(closing, hold=True)
    paper.attachments([form.title for form in scheme.forms])
    paper.signed(scheme.header.author, facts.published_on)
    write_forms(paper, scheme.forms, names_of(scheme))
    return paper.written()
