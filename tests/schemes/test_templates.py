"""A school's own Word templates: tried before they are kept, refused by name, previewed, taken into use."""

import io
import zipfile
from collections.abc import Callable, Iterable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from liangshi.access.queries import viewer_of
from liangshi.schemes.choices import PaperKind
from liangshi.schemes.models import PaperTemplate
from liangshi.schemes.papers.filling import fill
from liangshi.schemes.papers.inspection import LARGEST, Fault, TemplateRefusedError
from liangshi.schemes.papers.sample import sample_template
from tests.schemes.filed import published, with_template
from tests.world import PERSONAS, TODAY, World

SignIn = Callable[[str], Client]
WORDS = {"school": "清河市明德中学", "letters": ("甲", "乙", "丙")}


def template(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def repacked(content: bytes, changed: dict[str, bytes], added: Iterable[tuple[str, bytes]] = ()) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, changed.get(entry.filename, old.read(entry)))
        for name, part in added:
            new.writestr(name, part)
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def text(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def fault(content: bytes) -> Fault:
    with pytest.raises(TemplateRefusedError) as refused:
        fill(content, WORDS)
    return refused.value.fault


def test_fields_loops_and_conditions_are_filled() -> None:
    written = fill(
        template("{{ school }}", "{%p for letter in letters %}", "第{{ letter }}条", "{%p endfor %}",
                 "{% if school %}有{% else %}无{% endif %}"), WORDS,
    )  # fmt: skip
    assert text(written).split("\n") == ["清河市明德中学", "第甲条", "第乙条", "第丙条", "有"]


def test_words_cannot_break_out_of_the_document() -> None:
    assert text(fill(template("{{ school }}"), {"school": "甲<w:t>&乙"})) == "甲<w:t>&乙"


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(TemplateRefusedError) as refused:
        fill(template("{{ schol }}"), WORDS)
    assert (refused.value.fault, refused.value.facts) == (Fault.UNKNOWN_FIELD, {"field": "schol"})


@pytest.mark.parametrize(
    "line",
    [
        "{{ school.__class__ }}",
        "{{ school.upper() }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 2 ** 99999999 }}",
        "{% for a in range(9) %}{% endfor %}",
        "{% for a in letters %}{% for b in letters %}{% endfor %}{% endfor %}",
        "{% set school = 'x' %}",
        "{% include 'other' %}",
        "{% macro m() %}{% endmacro %}",
        "{{ school|attr('x') }}",
        "{{ letters[0] }}",
    ],
)
def test_nothing_computes_calls_or_repeats_without_end(line: str) -> None:
    assert fault(template(line)) in {Fault.NOT_ALLOWED, Fault.SYNTAX}


def test_a_loop_left_open_is_a_fault_of_syntax() -> None:
    assert fault(template("{% for letter in letters %}")) is Fault.SYNTAX


def test_what_is_no_word_file_is_refused() -> None:
    assert fault(b"hello") is Fault.NOT_WORD
    assert fault(repacked(template("x"), {"word/document.xml": b"<!DOCTYPE a []><a/>"})) is Fault.NOT_WORD
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    assert fault(stream.getvalue()) is Fault.NOT_WORD


def test_too_large_a_file_and_one_that_unpacks_to_too_much_are_refused() -> None:
    assert fault(b"x" * (LARGEST + 1)) is Fault.TOO_LARGE
    assert fault(repacked(template("x"), {}, [("word/media/a.xml", b" " * 30_000_000)])) is Fault.TOO_LARGE


def test_macros_controls_and_embedded_objects_are_refused() -> None:
    for name in ("word/vbaProject.bin", "word/activeX/activeX1.xml", "word/embeddings/oleObject1.bin"):
        assert fault(repacked(template("x"), {}, [(name, b"x")])) is Fault.ACTIVE
    types = part(template("x"), "[Content_Types].xml")
    macro = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert fault(repacked(template("x"), {"[Content_Types].xml": macro})) is Fault.ACTIVE


RELS = "word/_rels/document.xml.rels"


def linked(kind: str, target: str) -> bytes:
    content = template("x")
    link = (
        f'<Relationship Id="rId99" TargetMode="External" Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/></Relationships>'
    )
    return repacked(content, {RELS: part(content, RELS).replace(b"</Relationships>", link.encode())})


def test_what_lies_outside_the_file_is_refused_and_a_plain_link_is_not() -> None:
    assert fault(linked("image", "http://example.test/a.png")) is Fault.EXTERNAL
    assert fault(linked("hyperlink", "file:///etc/passwd")) is Fault.EXTERNAL
    assert fault(linked("attachedTemplate", "http://example.test/a.dotm")) is Fault.ACTIVE
    assert fill(linked("hyperlink", "https://example.test/"), WORDS)


def test_a_field_that_fetches_is_refused_even_in_pieces() -> None:
    content = template("x")
    field = b'<w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT "c:/a.txt"</w:instrText></w:r></w:p>'
    document = part(content, "word/document.xml").replace(b"</w:p>", field, 1)
    assert fault(repacked(content, {"word/document.xml": document})) is Fault.FETCHING_FIELD


@pytest.mark.parametrize("kind", PaperKind)
def test_the_sample_of_each_paper_fills_as_it_is(kind: PaperKind, world: World, sign_in: SignIn) -> None:
    published(world)
    client = sign_in("shen")
    sample = client.get(f"/scheme/papers/{kind.value}/sample/").content
    answer = client.post(f"/scheme/papers/{kind.value}/template/", {"file": SimpleUploadedFile("红头.docx", sample)})
    assert answer.status_code == 303
    row = PaperTemplate.unscoped.get()
    assert (row.kind, row.ordinal, row.in_use) == (kind, 1, False)
    preview = client.get(f"/scheme/templates/{row.public_id}/preview/")
    assert "清河市明德中学" in text(preview.content)


def test_a_refused_template_is_not_kept_and_the_page_says_why(world: World, sign_in: SignIn) -> None:
    published(world)
    wrong = SimpleUploadedFile("a.docx", template("{{ schol }}"))
    answer = sign_in("shen").post("/scheme/papers/scheme/template/", {"file": wrong})
    assert answer.status_code == 422
    assert "没有名为“schol”的字段" in answer.content.decode()
    assert not PaperTemplate.unscoped.exists()


def test_a_template_in_use_makes_the_paper_and_can_be_set_aside(world: World, sign_in: SignIn) -> None:
    published(world)
    client = sign_in("shen")
    upload = SimpleUploadedFile("a.docx", template("只有学校名：{{ school }}"))
    client.post("/scheme/papers/scheme/template/", {"file": upload})
    row = PaperTemplate.unscoped.get()
    assert text(client.get("/scheme/papers/scheme/").content) != "只有学校名：清河市明德中学"
    client.post(f"/scheme/templates/{row.public_id}/use/")
    assert text(client.get("/scheme/papers/scheme/").content) == "只有学校名：清河市明德中学"
    client.post(f"/scheme/templates/{row.public_id}/use/")
    assert text(client.get("/scheme/papers/scheme/").content) != "只有学校名：清河市明德中学"


def test_the_history_keeps_each_upload_and_one_is_in_use(world: World, sign_in: SignIn) -> None:
    published(world)
    client = sign_in("shen")
    for name in ("旧.docx", "新.docx"):
        upload = SimpleUploadedFile(name, template("{{ school }}"))
        client.post("/scheme/papers/scheme/template/", {"file": upload})
    for row in PaperTemplate.unscoped.order_by("ordinal"):
        client.post(f"/scheme/templates/{row.public_id}/use/")
    assert [(row.ordinal, row.in_use) for row in PaperTemplate.unscoped.order_by("ordinal")] == [(1, False), (2, True)]
    page = client.get("/scheme/papers/scheme/template/").content.decode()
    assert "旧.docx" in page
    assert "新.docx" in page


@pytest.mark.parametrize("persona", PERSONAS)
def test_a_template_exists_for_those_who_write_the_scheme(persona: str, world: World) -> None:
    with_template(world)
    viewer = viewer_of(world.account(persona), TODAY)
    assert PaperTemplate.objects.visible_to(viewer).exists() == (persona == "shen")


def test_the_sample_is_what_the_office_downloads(world: World, sign_in: SignIn) -> None:
    assert part(sign_in("shen").get("/scheme/papers/handbook/sample/").content, "word/document.xml") == part(
        sample_template(PaperKind.HANDBOOK), "word/document.xml"
    )
