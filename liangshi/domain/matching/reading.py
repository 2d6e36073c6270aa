"""From the raw document to a market, or all that is wrong with it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any

from liangshi.domain.matching.canonical import (
    canonical_text,
    draw_numbers,
    is_composed,
    market_digest,
)
from liangshi.domain.matching.fields import Notes
from liangshi.domain.matching.fit import TieOrder
from liangshi.domain.matching.market import CapTree, Market, Tied, mentors_by_student
from liangshi.domain.matching.problems import MarketErrors
from liangshi.domain.matching.reading_frame import read_categories, read_groups, read_policy
from liangshi.domain.matching.reading_mentors import build_tree, read_mentors
from liangshi.domain.matching.reading_students import StudentReader, Students
from liangshi.domain.matching.reading_wishes import Eligibility, WishLists, check_tracks

FORMAT = "liangshi-market/1"
FIELDS = frozenset(
    {
        "format",
        "school",
        "seed",
        "commit",
        "categories",
        "rows",
        "groups",
        "students",
        "mentors",
        "kept",
        "policy",
    }
)


def build_market(raw: Any, policy: dict[str, Any] | None = None) -> Market:
    """Check a raw document (docs/matching-format.md) and make it ready to be solved.

    A policy given here takes the place of the one inside the document. Raises MarketErrors with every problem.
    """
    notes = Notes()
    document = notes.mapping(raw, "market")
    if policy is not None:
        document = {**document, "policy": policy}
    return _Reading(document, notes).market()


class _Reading:
    """One pass over a document, top down."""

    def __init__(self, raw: dict[str, Any], notes: Notes) -> None:
        self.raw = raw
        self.notes = notes
        notes.known_fields(raw, FIELDS, "market")
        if raw.get("format") != FORMAT:
            notes.add("unknown_format", "format", expected=FORMAT)
        self.school = notes.name(raw.get("school"), "school", empty=True)
        self.seed = notes.name(raw.get("seed", ""), "seed", empty=True)
        self.policy = read_policy(notes.mapping(raw.get("policy", {}), "policy"), notes)
        self.categories = read_categories(raw.get("categories", [{}]), notes)
        self.groups, self.group_attributes = read_groups(raw.get("groups", {}), self.categories, notes)
        self.mentors = read_mentors(raw.get("mentors"), self.groups, self.policy.most_declines, notes)
        self.mentor_index = {mentor.id: index for index, mentor in enumerate(self.mentors)}
        self.rows = self._read_rows()
        self.students = self._read_students()
        self.student_index = {key: index for index, key in enumerate(self.students.keys)}
        self._check_student_names()

    def _read_rows(self) -> list[list[int]]:
        rows = []
        for index, entry in enumerate(self.notes.items(self.raw.get("rows", []), "rows")):
            path = f"rows[{index}]"
            row = []
            for name in self.notes.items(entry, path):
                if type(name) is not str or name not in self.mentor_index:
                    self.notes.add("unknown_mentor", path, mentor=str(name))
                else:
                    row.append(self.mentor_index[name])
            if len(set(row)) != len(row):
                self.notes.add("duplicate_in_row", path)
            rows.append(row)
        return rows

    def _read_students(self) -> Students:
        reader = StudentReader(
            self.mentor_index,
            len(self.categories),
            len(self.rows),
            self.policy.longest_list,
            self.notes,
        )
        return reader.read(self.raw.get("students"))

    def _check_student_names(self) -> None:
        known = self.student_index.keys()
        for mentor in self.mentors:
            for name, told in (("ranking", mentor.ranks), ("declines", mentor.declines)):
                if not told.keys() <= known:
                    for key in sorted(told.keys() - known):
                        self.notes.add("unknown_student", f"{mentor.path}.{name}", student=key)

    def _stop_if_wrong(self) -> None:
        if self.notes.problems:
            raise MarketErrors(self.notes.problems)

    def _digest(self) -> str:
        """The digest of the closed input; the one announced must be the same."""
        text = canonical_text(self.raw)
        if not is_composed(text):
            self.notes.add("not_nfc", "market")
        try:
            commit = sha256(text.encode()).hexdigest()
        except UnicodeEncodeError:
            self.notes.add("not_unicode", "market")
            commit = ""
        if self.raw.get("commit", commit) != commit:
            self.notes.add("commit_differs", "commit", computed=commit)
        return commit

    def market(self) -> Market:
        """The market, if nothing is wrong."""
        tree = build_tree(self.mentors, self.groups, len(self.categories))
        which = Eligibility(self.rows, self.students, self._declined())
        check_tracks(self.students, which, self.notes)
        kept = self._read_kept(which, tree)
        self._stop_if_wrong()
        commit = self._digest()
        self._stop_if_wrong()
        return self._assemble(commit, tree, which, kept)

    def _declined(self) -> dict[int, dict[int, str]]:
        """Student -> mentor who declines -> reason; keys that nobody has are noted elsewhere."""
        declined: dict[int, dict[int, str]] = {}
        for index, mentor in enumerate(self.mentors):
            for key, reason in mentor.declines.items():
                if key in self.student_index:
                    declined.setdefault(self.student_index[key], {})[index] = reason
        return declined

    def _read_kept(self, which: Eligibility, tree: CapTree) -> list[tuple[int, int]]:
        kept: set[tuple[int, int]] = set()
        for index, entry in enumerate(self.notes.items(self.raw.get("kept", []), "kept")):
            path = f"kept[{index}]"
            pair = self._kept_pair(entry, path)
            if pair is None:
                continue
            if pair in kept:
                self.notes.add("kept_twice", path)
            elif pair[1] not in which.members(pair[0]):
                self.notes.add("kept_not_eligible", path, student=entry[0], mentor=entry[1])
            else:
                kept.add(pair)
        pairs = sorted(kept)
        self._check_kept_room(pairs, tree)
        return pairs

    def _kept_pair(self, entry: object, path: str) -> tuple[int, int] | None:
        pair = self.notes.items(entry, path)
        if len(pair) != 2 or not all(type(name) is str for name in pair):
            self.notes.add("not_a_pair", path)
            return None
        student, mentor = self.student_index.get(pair[0]), self.mentor_index.get(pair[1])
        if student is None:
            self.notes.add("unknown_student", path, student=pair[0])
        if mentor is None:
            self.notes.add("unknown_mentor", path, mentor=pair[1])
        return None if student is None or mentor is None else (student, mentor)

    def _check_kept_room(self, kept: list[tuple[int, int]], tree: CapTree) -> None:
        students = self.students
        load = [0] * len(tree.cap)
        for student, mentor in kept:
            for node in tree.paths[mentor][students.category[student]]:
                load[node] += 1
        for student, own in Counter(student for student, _ in kept).items():
            if own > students.need[student]:
                self.notes.add("kept_above_need", "kept", student=students.keys[student], need=students.need[student])
        for node, count in enumerate(load):
            if count > tree.cap[node]:
                name = self.mentors[tree.mentor[node]].id
                cap, group = tree.cap[node], tree.name[node]
                self.notes.add("kept_above_cap", "kept", mentor=name, group=group, cap=cap)

    def _assemble(self, commit: str, tree: CapTree, which: Eligibility, kept: list[tuple[int, int]]) -> Market:
        students, mentors = self.students, self.mentors
        draws = draw_numbers(self.seed, self.school, students.ids)
        mentor_draws = draw_numbers(self.seed, self.school, [f"{m.id}|mentor" for m in mentors])
        by_order = tuple(sorted(range(len(draws)), key=draws.__getitem__))
        profiles = tuple(mentor.profile for mentor in mentors)
        kept_of = mentors_by_student(kept)
        wishes = WishLists(students, mentors, which, kept_of)
        wishes.fill(TieOrder(self.policy.fit, profiles, mentor_draws), draws)
        return Market(
            school=self.school,
            seed=self.seed,
            commit=commit,
            digest=market_digest(commit, self.seed),
            policy=self.policy,
            student_ids=tuple(students.keys),
            mentor_ids=tuple(mentor.id for mentor in mentors),
            need=tuple(students.need),
            open_need=open_needs(students.need, kept_of),
            category=tuple(students.category),
            categories=self.categories,
            draws=tuple(draws),
            mentor_draws=tuple(mentor_draws),
            by_order=by_order,
            wish_ptr=wishes.starts(),
            wish_idx=wishes.mentors(),
            wish_number=wishes.numbers(),
            wish_key=wishes.priorities(by_order),
            unreachable=wishes.unreachable,
            tied={student: Tied(students.wishes[student], ties) for student, ties in students.ties.items()},
            quota=tuple(mentor.quota for mentor in mentors),
            minimum=tuple(mentor.minimum for mentor in mentors),
            tree=tree,
            group_attributes=self.group_attributes,
            kept=tuple(kept),
            elig_type=tuple(which.types),
            elig_rows=tuple(which.rows),
            profiles={student: profile for student, profile in students.profiles.items() if profile},
            mentor_profiles=profiles,
        )


def open_needs(need: list[int], kept: dict[int, set[int]]) -> tuple[int, ...]:
    """What kept pairs leave of the needs."""
    left = need.copy()
    for student, mentors in kept.items():
        left[student] -= len(mentors)
    return tuple(left)
