"""From the sheets of a workbook to the school they describe, or to everything that is wrong with it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from liangshi.domain.roster.grid import Place, Sheet
from liangshi.domain.roster.words import GENDERS, Gender, person_name, plain

from .circles import Circles, circles_of
from .classes import Classes, Placed, grade_within, placed
from .columns import TAB_NAMES, Field, Tab
from .headers import Meaning
from .language import Language
from .people import Directory, Known
from .problems import Code, Notes
from .reading_pairs import Needs, Pairs
from .rules import YES_NO, YES_NO_SHOWN, read_rules
from .school import Mentor, Rules, School, Student, SubQuota
from .tables import Row, Table, find_tables
from .tracks import mentor_track, note_other_tracks, student_tracks, tracks_of

EXAMPLE_MARK = "例"
_PLACES_AT_MOST = 9_999
_NEED_AT_MOST = 9
_GENDERS_SHOWN = ("男", "女")
_PARTS = re.compile(r"[、,;,;\n]+")
_PART = re.compile(r"^(?P<part>.+?)\s*(?:≤|<=|:|最多|不超过)?\s*(?P<most>[0-9]{1,4})\s*(?:人|名|个)?$")


def read_school(sheets: Sequence[Sheet], notes: Notes, language: Language) -> School:
    """What could be read; it may be used only if nothing noted stops it."""
    return _Reader(find_tables(sheets, notes, language), notes, language).school()


class _Reader:
    """One pass: rules, students, mentors, then what refers to them."""

    def __init__(self, tables: Mapping[Tab, Table], notes: Notes, language: Language) -> None:
        self._tables = tables
        self._notes = notes
        self._language = language

    def school(self) -> School:
        rules = read_rules(self._tables.get(Tab.RULES), self._notes, self._language)
        student_rows = self._rows(Tab.STUDENTS)
        mentor_rows = self._rows(Tab.MENTORS)
        places = [self._placed(row) for row in student_rows]
        numbers = self._numbers(student_rows)
        sits = list(zip(places, student_rows, strict=True))
        classes = Classes(place for place in places if place)
        members = [(place.class_name, row.listed(Field.CIRCLES)) for place, row in sits if place]
        mentors = self._mentors(mentor_rows, classes, Circles(members, classes), rules)
        tracks = tracks_of(mentors, mentor_rows, self._notes)
        directory = self._directory(mentors, mentor_rows)
        names = {mentor.id: mentor.name for mentor in mentors}
        out = {mentor.id: mentor.name for mentor in mentors if not mentor.takes_part}
        columns = student_rows[0].columns if student_rows else {}
        wishes = _Wishes(columns, directory, tracks, out, rules.longest_list, self._notes)
        kinds = tuple(dict.fromkeys(filter(None, tracks.values())))
        students = tuple(
            self._student(row, number, place, rules, wishes, kinds)
            for row, number, place in zip(student_rows, numbers, places, strict=True)
        )
        self._check_codes(students, student_rows)
        note_other_tracks(students, tracks, names, self._notes)
        needs = {student.key: student.tracks for student in students}
        pairs = Pairs(self._students_by_name(students), directory, out, Needs(tracks, needs, names), self._notes)
        return School(
            rules=rules,
            students=students,
            mentors=mentors,
            opinions=pairs.opinions(self._rows(Tab.OPINIONS)),
            kept=pairs.kept(self._rows(Tab.KEPT)),
        )

    def _rows(self, tab: Tab) -> list[Row]:
        table = self._tables.get(tab)
        if table is None:
            return []
        rows = list(table.rows(self._notes, self._language))
        if not rows and tab in {Tab.STUDENTS, Tab.MENTORS}:
            self._notes.add(Code.SHEET_EMPTY, Place(table.sheet.name, 0), sheet=TAB_NAMES[tab].told(self._language))
        return rows

    def _numbers(self, rows: Sequence[Row]) -> list[str]:
        """The numbers of people, each once; an example left among real rows is noted."""
        numbers = [row.identifier(Field.NUMBER) for row in rows]
        first: dict[str, int] = {}
        examples = [number.startswith(EXAMPLE_MARK) for number in numbers]
        for row, number, example in zip(rows, numbers, examples, strict=True):
            if example and not all(examples):
                self._notes.add(Code.EXAMPLE_LEFT, row.place(Field.NUMBER))
            if number and number in first:
                self._notes.add(Code.NUMBER_TWICE, row.place(Field.NUMBER), number=number, row=first[number])
            first.setdefault(number, row.line.number)
            if not number and row.tab is Tab.STUDENTS:
                row.needed(Field.NUMBER)
        return numbers

    def _placed(self, row: Row) -> Placed | None:
        written = row.needed(Field.CLASS)
        grade = row.text(Field.GRADE) or grade_within(written)
        if not written:
            return None
        if not grade:
            self._note_grade_missing(row)
            return None
        found = placed(grade, written)
        if found is None:
            self._notes.add(Code.GRADE_DIFFERS, row.place(Field.CLASS), found=f"{written} / {grade}")
        return found

    def _note_grade_missing(self, row: Row) -> None:
        """Said once where there is no such column at all."""
        if Meaning(Field.GRADE) in row.columns:
            row.needed(Field.GRADE)
        else:
            self._notes.add(Code.COLUMN_MISSING, Place(row.sheet, 0), column=row.name_of(Field.GRADE))

    def _student(
        self, row: Row, number: str, place: Placed | None, rules: Rules, wishes: "_Wishes", kinds: Sequence[str]
    ) -> Student:
        priority = row.text(Field.PRIORITY)
        if priority and priority not in rules.priorities:
            known = tuple(rules.priorities)
            self._notes.add(Code.PRIORITY_UNKNOWN, row.place(Field.PRIORITY), found=priority, known=known)
        return Student(
            number=number,
            name=person_name(row.needed(Field.NAME)),
            grade=place.grade if place else "",
            class_name=place.class_name if place else "",
            gender=row.choice(Field.GENDER, GENDERS, Gender.UNSTATED, _GENDERS_SHOWN),
            priority=priority,
            need=row.whole(Field.NEED, 1, _NEED_AT_MOST, 1),
            wishes=wishes.read(row),
            interests=row.listed(Field.INTERESTS),
            subjects=row.listed(Field.SUBJECTS),
            mentor_gender=row.choice(Field.MENTOR_GENDER, GENDERS, Gender.UNSTATED, _GENDERS_SHOWN),
            code=row.identifier(Field.CODE),
            circles=circles_of(place.class_name if place else "", row.listed(Field.CIRCLES)),
            tracks=student_tracks(row, kinds, self._notes),
            place=row.place(Field.NAME),
        )

    def _check_codes(self, students: Sequence[Student], rows: Sequence[Row]) -> None:
        """Public codes: for everybody or for nobody, and each once."""
        first: dict[str, int] = {}
        any_code = any(student.code for student in students)
        for student, row in zip(students, rows, strict=True):
            if any_code and not student.code:
                self._notes.add(Code.CODE_MISSING, row.place(Field.CODE))
            elif student.code in first and student.code:
                place = row.place(Field.CODE)
                self._notes.add(Code.NUMBER_TWICE, place, number=student.code, row=first[student.code])
            first.setdefault(student.code, row.line.number)

    def _mentors(self, rows: Sequence[Row], classes: Classes, circles: Circles, rules: Rules) -> tuple[Mentor, ...]:
        numbers = self._numbers(rows)
        names = [person_name(row.needed(Field.NAME)) for row in rows]
        self._check_namesakes(rows, numbers, names)
        return tuple(
            Mentor(
                id=number or name,
                name=name,
                gender=row.choice(Field.GENDER, GENDERS, Gender.UNSTATED, _GENDERS_SHOWN),
                takes_part=row.choice(Field.TAKES_PART, YES_NO, default=True, shown=YES_NO_SHOWN),
                grades=self._grades(row, classes),
                classes=self._classes(row, classes),
                circles=self._circles(row, circles),
                track=mentor_track(row, self._notes),
                quota=row.whole(Field.QUOTA, 0, _PLACES_AT_MOST, None),
                minimum=row.whole(Field.MINIMUM, 0, _PLACES_AT_MOST, 0),
                caps=self._caps(row, classes, rules),
                subjects=row.listed(Field.SUBJECTS),
                strengths=row.listed(Field.STRENGTHS),
                place=row.place(Field.NAME),
            )
            for row, number, name in zip(rows, numbers, names, strict=True)
        )

    def _check_namesakes(self, rows: Sequence[Row], numbers: Sequence[str], names: Sequence[str]) -> None:
        counts = Counter(names)
        for row, number, name in zip(rows, numbers, names, strict=True):
            if name and not number and counts[name] > 1:
                other = next(r.line.number for r, n in zip(rows, names, strict=True) if n == name and r is not row)
                self._notes.add(Code.NAMESAKE_WITHOUT_NUMBER, row.place(Field.NAME), name=name, row=other)
            if "|" in name:
                self._notes.add(Code.BAR, row.place(Field.NAME), found=name)

    def _grades(self, row: Row, classes: Classes) -> frozenset[str]:
        found = set()
        for text in row.listed(Field.GRADES):
            grade = classes.grade(text)
            if grade is None:
                known = tuple(classes.grades)
                self._notes.add(Code.GRADE_UNKNOWN, row.place(Field.GRADES), found=text, known=known)
            else:
                found.add(grade)
        return frozenset(found)

    def _classes(self, row: Row, classes: Classes) -> frozenset[str]:
        found: set[str] = set()
        for text in row.listed(Field.CLASSES):
            names = classes.classes(text)
            if not names:
                place = row.place(Field.CLASSES)
                self._notes.add(Code.CLASS_UNKNOWN, place, found=text, example=classes.example)
            elif len(names) > 1:
                known = tuple(names)
                self._notes.add(Code.CLASS_AMBIGUOUS, row.place(Field.CLASSES), found=text, known=known)
            found.update(names[:1])
        return frozenset(found)

    def _circles(self, row: Row, circles: Circles) -> frozenset[str]:
        found: set[str] = set()
        for text in row.listed(Field.CIRCLES):
            names = circles.named(text)
            if not names:
                self._notes.add(Code.CIRCLE_UNKNOWN, row.place(Field.CIRCLES), found=text)
            elif len(names) > 1:
                known = tuple(names)
                self._notes.add(Code.CIRCLE_AMBIGUOUS, row.place(Field.CIRCLES), found=text, known=known)
            found.update(names[:1])
        return frozenset(found)

    def _caps(self, row: Row, classes: Classes, rules: Rules) -> tuple[SubQuota, ...]:
        found: dict[str, SubQuota] = {}
        place = row.place(Field.CAPS)
        for text in filter(None, map(plain, _PARTS.split(row.text(Field.CAPS)))):
            read = _PART.match(text)
            if not read:
                self._notes.add(Code.CAP_UNREADABLE, place, found=text)
                continue
            part = part_named(read["part"], classes, rules)
            if part is None:
                self._notes.add(Code.CAP_UNKNOWN, place, found=read["part"])
            elif part in found:
                self._notes.add(Code.CAP_TWICE, place, found=part)
            else:
                found[part] = SubQuota(part, int(read["most"]))
        return tuple(found.values())

    def _directory(self, mentors: Sequence[Mentor], rows: Sequence[Row]) -> Directory:
        known = [
            Known(mentor.id, mentor.id if Meaning(Field.NUMBER) in row.columns else "", mentor.name)
            for mentor, row in zip(mentors, rows, strict=True)
        ]
        return Directory(known, Code.MENTOR_UNKNOWN, Code.MENTOR_AMBIGUOUS, self._language)

    def _students_by_name(self, students: Sequence[Student]) -> Directory:
        known = [Known(student.key, student.number, student.name) for student in students]
        return Directory(known, Code.STUDENT_UNKNOWN, Code.STUDENT_AMBIGUOUS, self._language)


def part_named(text: str, classes: Classes, rules: Rules) -> str | None:
    """The part of the students that a sub-quota means: a gender, a category, a grade or a class."""
    bare = text.strip(" :")
    gender = GENDERS.get(bare.removesuffix("生").casefold(), Gender.UNSTATED)
    if gender is not Gender.UNSTATED:
        return GENDER_PARTS[gender]
    if bare in rules.priorities:
        return bare
    names = classes.classes(bare)
    return classes.grade(bare) or (names[0] if len(names) == 1 else None)


GENDER_PARTS = {Gender.FEMALE: "女生", Gender.MALE: "男生"}


class _Wishes:
    """Reads the wishes of one student after the other; most cells name a mentor plainly, and that way is short."""

    def __init__(
        self,
        columns: Mapping[Meaning, int],
        directory: Directory,
        tracks: Mapping[str, str],
        out: Mapping[str, str],
        most: int,
        notes: Notes,
    ) -> None:
        found = ((meaning.number, index) for meaning, index in columns.items() if meaning.field is Field.WISH)
        self._columns = sorted(found)
        self._directory = directory
        self._tracks = tracks
        self._out = out
        self._most = most
        self._notes = notes

    def read(self, row: Row) -> tuple[tuple[str, ...], ...]:
        seen: dict[str, int] = {}
        wishes: list[tuple[str, ...]] = []
        for number, index in self._columns:
            cell = row.line.at(index)
            if cell is None:
                continue
            if not number:
                wishes += [(each,) for each in self._group(row, number, seen)]
                continue
            mentor = self._directory.known(cell) if isinstance(cell, str) else None
            if mentor is None or mentor in seen or mentor in self._out:
                group = tuple(self._group(row, number, seen))
            else:
                seen[mentor] = number
                group = (mentor,)
            if group:
                wishes.append(group)
        if self._most:
            kinds = Counter(self._tracks[mentor] for group in wishes for mentor in group)
            count = max(kinds.values(), default=0)
            if count > self._most:
                self._notes.add(Code.TOO_MANY_WISHES, row.place(Field.NAME), count=count, most=self._most)
        return tuple(wishes)

    def _group(self, row: Row, number: int, seen: dict[str, int]) -> Iterable[str]:
        for written in self._directory.named_in(row.person(Field.WISH, number)):
            place = row.place(Field.WISH, number)
            mentor = self._directory.find(written, place, self._notes)
            if mentor is None:
                continue
            if mentor in seen:
                column = row.name_of(Field.WISH, seen[mentor])
                self._notes.add(Code.WISHED_TWICE, place, mentor=written, column=column)
                continue
            seen[mentor] = number
            if mentor in self._out:
                self._notes.add(Code.MENTOR_OUT, place, found=self._out[mentor])
            else:
                yield mentor
