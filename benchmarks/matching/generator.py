"""Invented schools of any size: seeded, the same bytes on every machine and Python."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Any

GRADES = ("7", "8", "9")
CLASS_SIZE = 45
SUBJECTS = ("chinese", "maths", "english", "physics", "chemistry", "biology", "history", "arts", "sport")
HOBBIES = tuple(f"h{number}" for number in range(12))
MOST_PLACES = 15


@dataclass(frozen=True)
class Size:
    """How large a school is and how scarce its places are."""

    students: int
    mentors: int
    slack: float = 1.15
    short_class: bool = False
    tight_grade: bool = False


SIZES = {
    "s300": Size(300, 30),
    "s1200": Size(1_200, 110),
    "s3000": Size(3_000, 220, slack=1.02, tight_grade=True),
    "s5000": Size(5_000, 400),
    "hall": Size(1_200, 110, short_class=True),
}


def school(name: str, size: Size, seed: int = 1) -> dict[str, Any]:
    """A raw market."""
    return _School(name, size, Random(f"{name}|{seed}")).raw()


def named_school(name: str, seed: int = 1) -> dict[str, Any]:
    """One of the schools the benchmarks speak of."""
    return school(name, SIZES[name], seed)


def city(schools: int = 60, students: int = 73_736, mentors: int = 6_579) -> list[dict[str, Any]]:
    """Many schools of different sizes with fixed totals."""
    rng = Random("city")
    weights = [math.exp(rng.gauss(0, 0.6)) for _ in range(schools)]
    sizes = _parts(students, weights)
    teams = _parts(mentors, [float(size) for size in sizes])
    return [
        school(f"city{index:02}", Size(size, team, slack=1.02 + 0.2 * rng.random()))
        for index, (size, team) in enumerate(zip(sizes, teams, strict=True))
    ]


def _parts(total: int, weights: list[float]) -> list[int]:
    whole = sum(weights)
    parts = [max(1, int(total * weight / whole)) for weight in weights]
    for index in range(total - sum(parts)):
        parts[index % len(parts)] += 1
    return parts


class _School:
    """Draws one school, part by part."""

    def __init__(self, name: str, size: Size, rng: Random) -> None:
        self.name, self.size, self.rng = name, size, rng
        self.classes = max(3, math.ceil(size.students / CLASS_SIZE))
        self.class_of = [index * self.classes // size.students for index in range(size.students)]
        self.grade_of_class = [GRADES[c * len(GRADES) // self.classes] for c in range(self.classes)]
        self.students = [f"s{index}" for index in range(size.students)]
        self.mentors = [f"t{index}" for index in range(size.mentors)]
        self.gender = ["f" if rng.random() < 0.48 else "m" for _ in self.students]
        self.special = [rng.random() < 0.05 for _ in self.students]
        self.need = [2 if special and rng.random() < 0.4 else 1 for special in self.special]
        self._draw_mentors()
        self._draw_profiles()

    def _draw_mentors(self) -> None:
        rng, size = self.rng, self.size
        self.trained = [rng.random() >= 0.03 for _ in self.mentors]
        self.place = ["" if rng.random() < 0.12 else GRADES[index % len(GRADES)] for index in range(size.mentors)]
        if size.tight_grade:
            leavers = [i for i, place in enumerate(self.place) if place == GRADES[1]]
            for index in leavers[: len(leavers) // 8]:
                self.place[index] = GRADES[0 if index % 2 else 2]
        able = max(1, sum(self.trained))
        mean = size.slack * sum(self.need) / able
        self.quota = [max(1, min(MOST_PLACES, round(mean + rng.choice((-2, -1, 0, 0, 1, 2))))) for _ in self.mentors]
        self.popular = [rng.gauss(0, 0.8) for _ in self.mentors]
        self.teaches: list[list[int]] = []
        for grade in self.grade_of_class:
            near = [i for i, place in enumerate(self.place) if place in ("", grade)]
            self.teaches.append(self._some(near, 6))

    def _draw_profiles(self) -> None:
        rng = self.rng
        self.subject = [rng.choice(SUBJECTS) for _ in self.mentors]
        self.hobbies = [self._some(list(HOBBIES), 2) for _ in self.mentors]
        self.mentor_gender = ["f" if rng.random() < 0.6 else "m" for _ in self.mentors]
        self.wants_subject = [rng.choice(SUBJECTS) for _ in self.students]
        self.likes = [self._some(list(HOBBIES), 2) for _ in self.students]
        self.wants_gender = [rng.choice("fm") if rng.random() < 0.2 else "" for _ in self.students]

    def _some(self, pool: list[Any], count: int) -> list[Any]:
        left = pool.copy()
        chosen = []
        while left and len(chosen) < count:
            chosen.append(left.pop(int(self.rng.random() * len(left))))
        return chosen

    def _able(self, grade: str) -> list[int]:
        return [index for index, place in enumerate(self.place) if place in ("", grade) and self.trained[index]]

    def _fit(self, student: int, mentor: int) -> int:
        points = 30 if self.wants_subject[student] == self.subject[mentor] else 0
        points += 15 * len(set(self.likes[student]) & set(self.hobbies[mentor]))
        if self.wants_gender[student] == self.mentor_gender[mentor]:
            points += 20
        return points

    def _list(self, student: int, able: list[int]) -> list[Any]:
        """Plackett-Luce by exponential clocks, some neighbours tied."""
        rng = self.rng
        if rng.random() < 0.03:
            return []
        length = 3 + int(rng.random() * 8)
        teachers = set(self.teaches[self.class_of[student]])
        clocks = []
        for mentor in able:
            liking = self.popular[mentor] + 0.02 * self._fit(student, mentor) + rng.gauss(0, 0.7)
            liking += 1.2 if mentor in teachers else 0.0
            clocks.append((-math.log(1.0 - rng.random()) / math.exp(liking), mentor))
        chosen = [mentor for _, mentor in sorted(clocks)[:length]]
        self.lists[student] = chosen
        entries: list[Any] = []
        for mentor in chosen:
            if entries and not isinstance(entries[-1], list) and rng.random() < 0.12:
                entries[-1] = [entries[-1], self.mentors[mentor]]
            else:
                entries.append(self.mentors[mentor])
        return entries

    def raw(self) -> dict[str, Any]:
        """The whole document."""
        self.lists: dict[int, list[int]] = {}
        rows, row_of_class = self._rows()
        categories = sorted({self._category(student) for student in range(len(self.students))})
        index = {category: place for place, category in enumerate(categories)}
        students = []
        for student, key in enumerate(self.students):
            row = row_of_class[self.class_of[student]]
            line: dict[str, Any] = {"id": key, "cat": index[self._category(student)], "row": row}
            if self.need[student] > 1:
                line["need"] = self.need[student]
            if self.special[student]:
                line["tier"] = 1
            wishes = self._list(student, rows[row])
            if wishes:
                line["wishes"] = wishes
            if self.rng.random() < 0.6:
                line["profile"] = self._profile(student)
            students.append(line)
        kept = self._kept(rows, row_of_class)
        names = ("grade", "class", "gender", "special")
        return {
            "format": "liangshi-market/1",
            "school": self.name,
            "seed": "20261122",
            "categories": [dict(zip(names, category, strict=True)) for category in categories],
            "groups": self._groups(),
            "rows": [[self.mentors[mentor] for mentor in row] for row in rows],
            "students": students,
            "mentors": self._mentor_lines(dict(kept)),
            "kept": [[self.students[s], self.mentors[t]] for s, t in kept],
            "policy": self._policy(),
        }

    def _category(self, student: int) -> tuple[str, str, str, str]:
        group = self.class_of[student]
        special = "1" if self.special[student] else "0"
        return (self.grade_of_class[group], str(group), self.gender[student], special)

    def _rows(self) -> tuple[list[list[int]], list[int]]:
        rows = [self._able(grade) for grade in GRADES]
        row_of_class = [GRADES.index(grade) for grade in self.grade_of_class]
        if self.size.short_class:
            rows.append(rows[0][:2])
            row_of_class[0] = len(GRADES)
        return rows, row_of_class

    def _profile(self, student: int) -> dict[str, list[str]]:
        profile = {"needs": [self.wants_subject[student]], "likes": self.likes[student]}
        if self.wants_gender[student]:
            profile["gender"] = [self.wants_gender[student]]
        return profile

    def _kept(self, rows: list[list[int]], row_of_class: list[int]) -> list[tuple[int, int]]:
        load = [0] * len(self.mentors)
        kept = []
        for student in range(len(self.students)):
            if self.rng.random() >= 0.06:
                continue
            mentor = self.rng.choice(rows[row_of_class[self.class_of[student]]])
            if load[mentor] < max(1, self.quota[mentor] // 4) and not self.special[student]:
                load[mentor] += 1
                kept.append((student, mentor))
        return kept

    def _groups(self) -> dict[str, Any]:
        groups: dict[str, Any] = {"special": {"special": ["1"]}}
        for gender, name in (("f", "girls"), ("m", "boys")):
            groups[name] = {"special": ["0"], "gender": [gender]}
            for number in range(self.classes):
                groups[f"{name} {number}"] = {
                    "special": ["0"],
                    "gender": [gender],
                    "class": [str(number)],
                }
        return groups

    def _caps(self, mentor: int, kept: list[int]) -> dict[str, int]:
        rng, quota = self.rng, self.quota[mentor]
        caps = {}
        if rng.random() < 0.5:
            caps["special"] = 2
        if rng.random() < 0.3:
            share = max(1, math.ceil(0.65 * quota))
            girls = sum(self.gender[student] == "f" for student in kept)
            caps["girls"] = max(share, girls)
            caps["boys"] = max(share, len(kept) - girls)
            if rng.random() < 0.4:
                number = int(rng.random() * self.classes)
                there = [s for s in kept if self.class_of[s] == number]
                caps[f"girls {number}"] = max(2, len(there))
        return caps

    def _mentor_lines(self, kept: dict[int, int]) -> list[dict[str, Any]]:
        rng = self.rng
        askers: dict[int, list[int]] = {}
        for student, chosen in self.lists.items():
            for mentor in chosen:
                askers.setdefault(mentor, []).append(student)
        mine: dict[int, list[int]] = {}
        for student, mentor in kept.items():
            mine.setdefault(mentor, []).append(student)
        lines = []
        for mentor, key in enumerate(self.mentors):
            line: dict[str, Any] = {"id": key, "quota": self.quota[mentor]}
            line["minimum"] = min(3, self.quota[mentor])
            if not self.trained[mentor]:
                line["minimum"] = 0
            asked = [s for s in askers.get(mentor, []) if kept.get(s) != mentor]
            caps = self._caps(mentor, mine.get(mentor, []))
            if caps:
                line["caps"] = caps
            if asked and rng.random() < 0.5:
                chosen = self._some(asked, 2 + int(rng.random() * 6))
                line["ranking"] = [self.students[student] for student in chosen]
            if asked and rng.random() < 0.05:
                line["declines"] = {self.students[rng.choice(asked)]: "family tie"}
            line["profile"] = {
                "subjects": [self.subject[mentor]],
                "hobbies": self.hobbies[mentor],
                "gender": [self.mentor_gender[mentor]],
            }
            lines.append(line)
        return lines

    def _policy(self) -> dict[str, Any]:
        return {
            "longest_list": 10,
            "sensitive": ["special"],
            "fit": [
                _overlap("subject_need", "needs", "subjects", 30, 1),
                _overlap("interests", "likes", "hobbies", 15, 2),
                _overlap("gender_wish", "gender", "gender", 20, 1),
            ],
        }


def _overlap(code: str, student: str, mentor: str, weight: int, most: int) -> dict[str, Any]:
    return {
        "code": code,
        "kind": "overlap",
        "student": student,
        "mentor": mentor,
        "weight": weight,
        "most": most,
    }
