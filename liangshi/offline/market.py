"""From a school's workbook to the market of docs/matching-format.md, and from the engine's problems back to rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from liangshi.domain.matching.problems import MarketErrors
from liangshi.domain.matching.problems import Problem as MarketProblem
from liangshi.domain.matching.reading import FORMAT
from liangshi.domain.roster.grid import NOWHERE, Place
from liangshi.domain.roster.words import Gender

from .problems import Code, Notes
from .reading import GENDER_PARTS
from .school import Line, Mentor, Opinion, School, Student, SubQuota

WITHOUT_PRIORITY = "(不含优先类别)"
PRIORITY = "priority"
_LAST_TIER = 9
_GENDERS = {Gender.FEMALE: "f", Gender.MALE: "m", Gender.UNSTATED: ""}
_GENDER_OF_PART = {part: _GENDERS[gender] for gender, part in GENDER_PARTS.items()}
_PATH = re.compile(r"^(students|mentors|kept)\[([0-9]+)\]")

Json = dict[str, Any]
Sits = tuple[str, str, frozenset[str], str]


def raw_market(school: School, seed: str) -> Json:
    """The document whose digest is announced before the draw."""
    taking = [mentor for mentor in school.mentors if mentor.takes_part]
    attributes = _attributes(school, taking)
    categories = _Shared({})
    rows = _Rows(taking)
    assigned = _assigned(school)
    tracks = {mentor.id: mentor.track for mentor in taking}
    students = [
        _student_line(line, school, attributes, categories, rows)
        | _wishes(line, tracks)
        | _beyond(assigned.get(line.key, ()), rows.able(line))
        for line in school.lines
    ]
    market: Json = {
        "format": FORMAT,
        "school": school.rules.school,
        "seed": seed,
        "categories": categories.entries,
        "rows": rows.shared.entries,
        "groups": _groups(school, taking),
        "students": students,
        "mentors": [_mentor_line(mentor, school) for mentor in taking],
        "kept": [[pair.student, pair.mentor] for pair in school.kept],
        "policy": _policy(school),
    }
    if school.rules.announced:
        market["commit"] = school.rules.announced
    return market


class _Shared:
    """Entries that many lines point at by position."""

    def __init__(self, first: Any) -> None:
        self._kind = type(first)
        self.entries: list[Any] = []
        self._index: dict[tuple[Any, ...], int] = {}

    def position(self, key: tuple[Any, ...]) -> int:
        """Where this entry stands, added at the end when it is new."""
        if key not in self._index:
            self._index[key] = len(self.entries)
            self.entries.append(self._kind(key))
        return self._index[key]


class _Rows:
    """Who may take whom, worked out once for each class."""

    def __init__(self, mentors: Sequence[Mentor]) -> None:
        self.shared = _Shared([])
        self._mentors = mentors
        self._able: dict[Sits, tuple[str, ...]] = {}

    def able(self, line: Line) -> tuple[str, ...]:
        """The mentors who may take a student, by what they take."""
        sits = (line.student.grade, line.student.class_name, line.student.circles, line.track)
        if sits not in self._able:
            self._able[sits] = tuple(mentor.id for mentor in self._mentors if mentor.takes(line))
        return self._able[sits]

    def position(self, line: Line) -> int:
        """The row of a student."""
        return self.shared.position(self.able(line))


def _assigned(school: School) -> dict[str, list[str]]:
    """Mentors whom the school has assigned by name, by line."""
    found: dict[str, list[str]] = {}
    for pair in school.kept:
        if pair.assigned:
            found.setdefault(pair.student, []).append(pair.mentor)
    return found


def _beyond(mentors: Iterable[str], able: Sequence[str]) -> Json:
    """An assigned pair was decided by name, so it holds whatever the mentor usually takes."""
    missing = [mentor for mentor in mentors if mentor not in able]
    return {"plus": missing} if missing else {}


def _wishes(line: Line, tracks: Mapping[str, str]) -> Json:
    """The wishes for this kind of mentor."""
    groups = [[mentor for mentor in group if tracks[mentor] == line.track] for group in line.student.wishes]
    wishes: list[Any] = [group[0] if len(group) == 1 else group for group in groups if group]
    return {"wishes": wishes, "track": line.track} if line.track else {"wishes": wishes}


def _attributes(school: School, mentors: Iterable[Mentor]) -> tuple[str, ...]:
    """Only those that a sub-quota or a balance of this school looks at: nothing else is published."""
    parts = {cap.part for mentor in mentors for cap in mentor.caps}
    grades = {student.grade for student in school.students}
    classes = {student.class_name for student in school.students}
    weights = school.rules.weights
    used = {
        "gender": bool(parts & set(_GENDER_OF_PART)) or weights.gender_balance > 0,
        "grade": bool(parts & grades),
        "class": bool(parts & classes) or weights.class_spread > 0,
        PRIORITY: bool(parts & set(school.rules.priorities)),
    }
    return tuple(name for name, needed in used.items() if needed)


def _value(student: Student, attribute: str) -> str:
    match attribute:
        case "gender":
            return _GENDERS[student.gender]
        case "grade":
            return student.grade
        case "class":
            return student.class_name
        case _:
            return student.priority


def _student_line(
    need: Line,
    school: School,
    attributes: Sequence[str],
    categories: _Shared,
    rows: _Rows,
) -> Json:
    student = need.student
    line: Json = {
        "id": student.key,
        "cat": categories.position(tuple((name, _value(student, name)) for name in attributes)),
        "row": rows.position(need),
    }
    if student.need > 1:
        line["need"] = student.need
    if student.priority in school.rules.priorities:
        line["tier"] = min(school.rules.priorities.index(student.priority), _LAST_TIER - 1)
    profile = {
        "subjects": list(student.subjects),
        "interests": list(student.interests),
        "mentor_gender": [_GENDERS[student.mentor_gender]] if student.mentor_gender is not Gender.UNSTATED else [],
    }
    told = {name: words for name, words in profile.items() if words}
    return {**line, "profile": told} if told else line


def _mentor_line(mentor: Mentor, school: School) -> Json:
    own = [opinion for opinion in school.opinions if opinion.mentor == mentor.id]
    line: Json = {"id": mentor.id, "quota": mentor.quota, "minimum": mentor.minimum}
    details: Json = {
        "caps": {_group_name(cap, mentor, school): cap.most for cap in mentor.caps},
        "ranking": _ranking(opinion for opinion in own if opinion.order),
        "declines": {opinion.student: opinion.reason for opinion in own if not opinion.order},
    }
    profile = {
        "subjects": list(mentor.subjects),
        "strengths": list(mentor.strengths),
        "gender": [_GENDERS[mentor.gender]] if mentor.gender is not Gender.UNSTATED else [],
    }
    details["profile"] = {name: words for name, words in profile.items() if words}
    return {**line, **{name: value for name, value in details.items() if value}}


def _ranking(opinions: Iterable[Opinion]) -> list[Any]:
    by_order: dict[int, list[str]] = {}
    for opinion in opinions:
        by_order.setdefault(opinion.order, []).append(opinion.student)
    groups = (sorted(by_order[order]) for order in sorted(by_order))
    return [group[0] if len(group) == 1 else group for group in groups]


def _group_name(cap: SubQuota, mentor: Mentor, school: School) -> str:
    """Beside a place for a priority category, 女生 means the other girls: so the parts never cross."""
    categories = {other.part for other in mentor.caps} & set(school.rules.priorities)
    if cap.part in _GENDER_OF_PART and categories:
        return cap.part + WITHOUT_PRIORITY
    return cap.part


def _groups(school: School, mentors: Iterable[Mentor]) -> dict[str, dict[str, list[str]]]:
    grades = {student.grade for student in school.students}
    groups: dict[str, dict[str, list[str]]] = {}
    for mentor in mentors:
        for cap in mentor.caps:
            name = _group_name(cap, mentor, school)
            if cap.part in _GENDER_OF_PART:
                groups[name] = {"gender": [_GENDER_OF_PART[cap.part]]}
                if name != cap.part:
                    groups[name][PRIORITY] = [""]
            elif cap.part in school.rules.priorities:
                groups[name] = {PRIORITY: [cap.part]}
            else:
                groups[name] = {"grade" if cap.part in grades else "class": [cap.part]}
    return groups


def _policy(school: School) -> Json:
    rules, weights = school.rules, school.rules.weights
    terms: list[Json] = [
        {"code": "subject", "kind": "overlap", "student": "subjects", "mentor": "subjects", "most": 2},
        {"code": "interest", "kind": "overlap", "student": "interests", "mentor": "strengths", "most": 3},
        {"code": "mentor_gender", "kind": "overlap", "student": "mentor_gender", "mentor": "gender"},
        {"code": "gender_balance", "kind": "balance", "attribute": "gender", "most": 4},
        {"code": "class_spread", "kind": "balance", "attribute": "class", "most": 3},
    ]
    by_code = {
        "subject": weights.subject,
        "interest": weights.interest,
        "mentor_gender": weights.mentor_gender,
        "gender_balance": weights.gender_balance,
        "class_spread": weights.class_spread,
    }
    policy: Json = {
        "minimum_first": rules.minimum_first,
        "promotion": rules.promotion,
        "longest_list": rules.longest_list,
        "sensitive": [PRIORITY],
        "smallest_told": rules.smallest_told,
        "fit": [{**term, "weight": by_code[term["code"]]} for term in terms if by_code[term["code"]]],
    }
    if rules.most_declines is not None:
        policy["most_declines"] = rules.most_declines
    return policy


def note_market_errors(errors: MarketErrors, school: School, notes: Notes) -> None:
    """The engine's problems in the rows of the workbook."""
    mentors = [mentor for mentor in school.mentors if mentor.takes_part]
    places: Mapping[str, Sequence[Place]] = {
        "students": [line.student.place for line in school.lines],
        "mentors": [mentor.place for mentor in mentors],
        "kept": [pair.place for pair in school.kept],
    }
    names = {mentor.id: mentor.name for mentor in mentors} | {line.key: line.student.name for line in school.lines}
    for problem in errors.problems:
        found = _PATH.match(problem.path)
        place = places[found[1]][int(found[2])] if found else NOWHERE
        _note(problem, place, names, school, notes)


def _note(problem: MarketProblem, place: Place, names: Mapping[str, str], school: School, notes: Notes) -> None:
    params = dict(problem.params)
    told = {name: names.get(str(params[name]), str(params[name])) for name in ("student", "mentor") if name in params}
    match problem.code:
        case "minimum_above_quota":
            notes.add(Code.MINIMUM_ABOVE_QUOTA, place, minimum=params["minimum"], quota=params["quota"])
        case "crossing_groups":
            notes.add(Code.CAPS_CROSS, place, one=params["one"], other=params["other"])
        case "too_many_declines":
            count = sum(o.mentor == params["mentor"] and not o.order for o in school.opinions)
            notes.add(Code.TOO_MANY_DECLINES, place, mentor=told["mentor"], count=count, most=params["most"])
        case "kept_not_eligible":
            notes.add(Code.KEPT_INELIGIBLE, place, **told)
        case "kept_above_need":
            count = sum(pair.student == params["student"] for pair in school.kept)
            place = next(pair.place for pair in school.kept if pair.student == params["student"])
            notes.add(Code.KEPT_OVER_NEED, place, student=told["student"], most=params["need"], count=count)
        case "kept_above_cap":
            pairs = [pair for pair in school.kept if pair.mentor == params["mentor"]]
            group = str(params["group"]) or "名额"
            notes.add(Code.KEPT_OVER_CAP, pairs[-1].place, mentor=told["mentor"], group=group, most=params["cap"])
        case "fit_too_large":
            notes.add(Code.WEIGHTS_TOO_LARGE, sum=params["sum"], most=params["most"])
        case "commit_differs":
            notes.add(Code.COMMIT_DIFFERS, announced=school.rules.announced, digest=params["computed"])
        case _:
            notes.add(Code.MARKET, place, path=problem.path, problem=problem.code)


def note_remarks(school: School, notes: Notes) -> None:
    """What does not stop the matching, but should be looked at."""
    names = {mentor.id: mentor.name for mentor in school.mentors}
    tracks = {mentor.id: mentor.track for mentor in school.mentors}
    rows = _Rows([mentor for mentor in school.mentors if mentor.takes_part])
    assigned = _assigned(school)
    for line in school.lines:
        student, able = line.student, rows.able(line)
        for mentor in (mentor for group in student.wishes for mentor in group):
            if tracks[mentor] == line.track and mentor not in able:
                notes.add(Code.WISH_INELIGIBLE, student.place, mentor=names[mentor])
        if not able and line.key not in assigned:
            notes.add(Code.NOBODY_ELIGIBLE, student.place, name=student.name)
    silent = sum(not student.wishes for student in school.students)
    if silent:
        notes.add(Code.NO_WISHES, count=silent)
