"""From sheets and their mappings to rows, with every problem by sheet, row and column."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .cells import Cells
from .classes import ClassKey, SchoolYear, find_class
from .fields import Field, Kind, Target
from .footers import first_text, is_footer
from .grid import Line, Place, Sheet
from .mapping import SheetMapping
from .problems import Code, Problem
from .rows import (
    ClassRow,
    ClubRow,
    GuardianEntry,
    MemberRow,
    Named,
    Rows,
    StaffRow,
    StudentRow,
    TeachingRow,
)
from .words import (
    BOARDING,
    GENDERS,
    MENTOR_STATUSES,
    RELATIONS,
    MentorStatus,
    Relation,
    as_text,
    is_blank,
    listed_names,
)

AnyRow = StudentRow | StaffRow | ClassRow | TeachingRow | ClubRow | MemberRow

_PART_RELATIONS = {"father": Relation.FATHER, "mother": Relation.MOTHER}


@dataclass(frozen=True, slots=True)
class Interpretation:
    """The rows of a file and all that was noticed while reading them."""

    rows: Rows
    problems: tuple[Problem, ...]


def interpret(sheets: Iterable[Sheet], mappings: Sequence[SheetMapping], year: SchoolYear) -> Interpretation:
    """Read all sheets by their mappings. Rows with problems that stop are left out of the rows."""
    by_name = {mapping.sheet: mapping for mapping in mappings}
    problems: list[Problem] = []
    found: list[AnyRow] = []
    for sheet in sheets:
        mapping = by_name.get(sheet.name)
        if mapping is None or mapping.kind is None:
            if sheet.hidden:
                problems.append(Problem(Code.SHEET_HIDDEN, Place(sheet.name, 1)))
            elif sheet.lines:
                problems.append(Problem(Code.SHEET_SKIPPED, Place(sheet.name, 1)))
            continue
        found.extend(_sheet_rows(sheet, mapping, mapping.kind, year, problems))
    if not any(mapping.kind for mapping in mappings):
        problems.append(Problem(Code.NOTHING_RECOGNISED, Place("", 0)))
    return Interpretation(_sorted_out(found), tuple(problems))


def _sorted_out(found: Iterable[AnyRow]) -> Rows:
    rows: dict[type, list[AnyRow]] = {}
    for row in found:
        rows.setdefault(type(row), []).append(row)

    def of(kind: type) -> tuple:  # type: ignore[type-arg]
        return tuple(rows.get(kind, ()))

    return Rows(
        students=of(StudentRow),
        staff=of(StaffRow),
        classes=of(ClassRow),
        teaching=of(TeachingRow),
        clubs=of(ClubRow),
        members=of(MemberRow),
    )


def _sheet_rows(
    sheet: Sheet, mapping: SheetMapping, kind: Kind, year: SchoolYear, problems: list[Problem]
) -> Iterator[AnyRow]:
    columns = _columns(mapping, problems)
    missing = mapping.missing()
    for field in missing:
        place = Place(sheet.name, mapping.header_row)
        problems.append(Problem(Code.COLUMN_MISSING, place, {"field": field.value, "kind": kind}))
    if missing:
        return
    context = find_class(mapping.title, year) or find_class(sheet.name, year)
    cells = Cells(kind, mapping, columns, year, problems, context)
    headers = {column.index: column.header for column in mapping.columns if column.header}
    for line in sheet.lines:
        if line.number < mapping.header_row + mapping.header_depth or _repeats(line, headers):
            continue
        cells.line = line
        if _says_nothing(line, cells):
            continue
        if is_footer(line, len(cells.columns)):
            cells.report(Code.FOOTER_SKIPPED, found=first_text(line)[:40])
            continue
        before = len(problems)
        read = tuple(READERS[kind](cells))
        if not any(problem.stops for problem in problems[before:]):
            yield from read


def _columns(mapping: SheetMapping, problems: list[Problem]) -> Mapping[Target, int]:
    columns: dict[Target, int] = {}
    for column in mapping.columns:
        if column.target is None or column.target.field is Field.NOT_KEPT:
            continue
        if column.target in columns:
            place = Place(mapping.sheet, mapping.header_row)
            params = {"field": column.target.field.value, "header": column.header}
            problems.append(Problem(Code.COLUMN_TWICE, place, params))
        columns.setdefault(column.target, column.index)
    return columns


def _repeats(line: Line, headers: Mapping[int, str]) -> bool:
    """Whether the header stands here again, as it does on lists made for printing."""
    return bool(headers) and all(as_text(line.at(i)) == text for i, text in headers.items())


def _says_nothing(line: Line, cells: Cells) -> bool:
    """A row prepared but not filled in: only a running number, or the class of its neighbours."""
    beside = () if cells.kind is Kind.CLASSES else (Field.CLASS, Field.GRADE)
    told = (index for target, index in cells.columns.items() if target.field not in beside)
    return all(is_blank(line.at(index)) for index in told)


def _student(cells: Cells) -> Iterator[StudentRow]:
    name = cells.person(Field.NAME)
    row = StudentRow(
        place=cells.place(),
        name=name,
        number=cells.number(Field.NUMBER),
        class_key=cells.class_key(),
        gender=cells.choice(Field.GENDER, GENDERS, Code.GENDER_UNKNOWN),
        boarding=cells.choice(Field.BOARDING, BOARDING, Code.BOARDING_UNKNOWN),
        interests=cells.texts(Field.INTERESTS),
        needs=cells.texts(Field.NEEDS),
        guardians=_guardians(cells),
    )
    if not name:
        cells.report(Code.NAME_MISSING, Field.NAME)
    else:
        yield row


def _guardians(cells: Cells) -> tuple[GuardianEntry, ...] | None:
    entries = tuple(entry for part in cells.guardian_parts if (entry := _guardian(cells, part)))
    return tuple(dict.fromkeys(entries)) or None


def _guardian(cells: Cells, part: str) -> GuardianEntry | None:
    name = cells.person(Field.GUARDIAN_NAME, part)
    phone = cells.phone(Field.GUARDIAN_PHONE, part) or ""
    said = cells.choice(Field.GUARDIAN_RELATION, RELATIONS, Code.RELATION_UNKNOWN, part)
    relation = said or _PART_RELATIONS.get(part)
    if name and not phone:
        cells.report(Code.GUARDIAN_WITHOUT_PHONE, Field.GUARDIAN_NAME, part, name=name)
    return GuardianEntry(name, phone, relation) if name or phone else None


def _staff(cells: Cells) -> Iterator[StaffRow]:
    name = cells.person(Field.NAME)
    status = cells.choice(Field.MENTOR_STATUS, MENTOR_STATUSES, Code.MENTOR_STATUS_UNKNOWN)
    reason = cells.text(Field.MENTOR_REASON) or None
    if status not in (None, MentorStatus.ELIGIBLE) and not reason:
        cells.report(Code.MENTOR_REASON_MISSING, Field.MENTOR_STATUS)
    row = StaffRow(
        place=cells.place(),
        name=name,
        number=cells.number(Field.NUMBER),
        gender=cells.choice(Field.GENDER, GENDERS, Code.GENDER_UNKNOWN),
        phone=cells.phone(Field.PHONE),
        title=cells.text(Field.TITLE),
        subjects=cells.texts(Field.SUBJECTS),
        strengths=cells.texts(Field.STRENGTHS),
        interests=cells.texts(Field.INTERESTS),
        languages=cells.texts(Field.LANGUAGES),
        words=cells.text(Field.WORDS),
        mentor_status=status,
        mentor_reason=reason,
    )
    if not name:
        cells.report(Code.NAME_MISSING, Field.NAME)
    else:
        yield row


def _named(cells: Cells, field: Field = Field.TEACHER, part: str = "") -> Named | None:
    number = None if part else cells.number(Field.TEACHER_NUMBER)
    name = cells.person(field, part)
    return Named(name, number) if name or number else None


def _class(cells: Cells) -> Iterator[ClassRow]:
    before = len(cells.problems)
    key = cells.class_key()
    homeroom = _named(cells)
    if key is not None:
        yield ClassRow(cells.place(), key, homeroom)
    elif len(cells.problems) == before:
        cells.report(Code.CLASS_MISSING, Field.CLASS)


def _teaching(cells: Cells) -> Iterator[TeachingRow]:
    before = len(cells.problems)
    key = cells.class_key()
    if key is None:
        if len(cells.problems) == before:
            cells.report(Code.CLASS_MISSING, Field.CLASS)
        return
    if cells.has(Field.SUBJECT):
        yield from _teaching_line(cells, key)
    for target in cells.columns:
        if target.field is Field.TEACHER and target.part:
            yield from _teaching_cell(cells, key, target.part)


def _teaching_line(cells: Cells, key: ClassKey) -> Iterator[TeachingRow]:
    subject = cells.text(Field.SUBJECT)
    teacher = _named(cells)
    if not subject:
        cells.report(Code.SUBJECT_MISSING, Field.SUBJECT)
    if teacher is None:
        cells.report(Code.TEACHER_MISSING, Field.TEACHER)
    if subject and teacher:
        yield TeachingRow(cells.place(), key, subject, teacher)


def _teaching_cell(cells: Cells, key: ClassKey, subject: str) -> Iterator[TeachingRow]:
    """A cell of a table class by subject; two teachers may share it."""
    written = cells.cell(Field.TEACHER, subject)
    for name in listed_names(written) if isinstance(written, str) else ():
        yield TeachingRow(cells.place(Field.TEACHER, subject), key, subject, Named(name))


def _club(cells: Cells) -> Iterator[ClubRow | MemberRow]:
    club = cells.text(Field.CLUB)
    leader = _named(cells)
    if not club:
        cells.report(Code.CLUB_MISSING, Field.CLUB)
        return
    yield ClubRow(cells.place(), club, leader)
    name = cells.person(Field.NAME)
    number = cells.number(Field.NUMBER)
    if name or number:
        key = cells.class_key()
        yield MemberRow(cells.place(), club, Named(name, number), key)


READERS: dict[Kind, Callable[[Cells], Iterator[AnyRow]]] = {
    Kind.STUDENTS: _student,
    Kind.STAFF: _staff,
    Kind.CLASSES: _class,
    Kind.TEACHING: _teaching,
    Kind.CLUBS: _club,
}
