"""The market of a round (docs/matching-format.md) from database rows."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from liangshi.pairing.choices import KeptTreatment, RoundWay
from liangshi.pairing.models import Round
from liangshi.pairing.queries.market_rows import CandidateRow, MarketRows, MentorRow, market_rows
from liangshi.pairing.queries.terms import scheme_of
from liangshi.pairing.services.market_policy import EVERYBODY, FIRST, Tiers, policy_of, tiers_of

Json = dict[str, Any]
FORMAT = "liangshi-market/1"
RELATIVE = "kinship"


def market_of(round_: Round) -> Json:
    """The market as it stands now, without seed; a fixed number of statements."""
    scheme = scheme_of(round_)
    day = timezone.localdate()
    return _Assembly(round_, market_rows(round_, day), tiers_of(scheme)).market(policy_of(round_, scheme))


@dataclass(slots=True)
class _Assembly:
    """One pass over the rows; students, then mentors, then pairs that stand."""

    round_: Round
    rows: MarketRows
    tiers: Tiers
    categories: dict[tuple[str, ...], int] = field(default_factory=dict)
    eligibility: dict[tuple[object, ...], int] = field(default_factory=dict)
    eligible: list[tuple[str, ...]] = field(default_factory=list)
    keys: dict[int, str] = field(init=False)

    def __post_init__(self) -> None:
        self.keys = {
            row.pk: f"{row.student_id}|{row.track}" if row.track else row.student_id for row in self.rows.candidates
        }

    def market(self, policy: Json) -> Json:
        """The whole document."""
        kept = [pair for pair in self.rows.kept if pair[2] == KeptTreatment.KEEP]
        keys = self.keys
        ids = {row.pk: row.mentor_id for row in self.rows.mentors}
        students = self.students(kept)
        groups, caps = self.groups()
        return {
            "format": FORMAT,
            "school": self.round_.school.code,
            "categories": [dict(zip(("class", "gender", "grade"), key, strict=True)) for key in self.categories]
            or [{}],
            "rows": [list(row) for row in self.eligible],
            "groups": groups,
            "students": students,
            "mentors": [self.mentor(row, caps[row.pk]) for row in self.rows.mentors],
            "kept": sorted([keys[candidate], ids[mentor]] for candidate, mentor, _ in kept if candidate in keys),
            "policy": policy,
        }

    def students(self, kept: list[tuple[int, int, str]]) -> list[Json]:
        """All student lines."""
        by_candidate: dict[int, list[int]] = defaultdict(list)
        for candidate, mentor, _ in kept:
            by_candidate[candidate].append(mentor)
        preferred: dict[int, list[int]] = defaultdict(list)
        for candidate, mentor, treatment in self.rows.kept:
            if treatment == KeptTreatment.PREFER:
                preferred[candidate].append(mentor)
        top = max((row.level for row in self.rows.candidates if row.level is not None), default=None)
        by_staff = {row.staff: row for row in self.rows.mentors}
        ids = {row.pk: row.mentor_id for row in self.rows.mentors}
        lines = []
        for row in self.rows.candidates:
            line = self.student(row, top, by_staff, ids)
            near = self.tier_at(row, by_staff, line.get("tier", EVERYBODY))
            near |= {ids[pk]: FIRST if self.tiers.former is None else self.tiers.former for pk in preferred[row.pk]}
            if near:
                line["tier_at"] = near
            self.widen(line, [ids[pk] for pk in by_candidate[row.pk]])
            lines.append(line)
        return lines

    def student(self, row: CandidateRow, top: int | None, by_staff: dict[int, MentorRow], ids: dict[int, str]) -> Json:
        """One line without what hangs on single mentors."""
        line: Json = {"id": row.student_id, "cat": self.category(row), "row": self.row(row), "need": row.need}
        if row.track:
            line["track"] = row.track
        tier = self.tiers.of(row, self.rows.categories.get(row.student, set()), top)
        if tier != EVERYBODY:
            line["tier"] = tier
        wishes = [ids[pk] for pk in self.rows.wishes.get(row.pk, ())]
        if wishes:
            line["wishes"] = wishes
        plus = self.by_club(row)
        if plus:
            line["plus"] = plus
        open_to = {*self.eligible[line["row"]], *plus}
        related = [by_staff[pk].mentor_id for pk in self.rows.relatives.get(row.student, ()) if pk in by_staff]
        minus = dict.fromkeys(sorted(open_to.intersection(related)), RELATIVE)
        if minus:
            line["minus"] = minus
        profile = {
            "help": row.help_wanted or [], "needs": row.needs, "interests": row.interests, "languages": row.languages,
        }  # fmt: skip
        line["profile"] = {name: values for name, values in profile.items() if values}
        return line

    def category(self, row: CandidateRow) -> int:
        """Index of the combination of class, gender and grade."""
        key = (row.class_id or "", row.gender, "" if row.level is None else str(row.level))
        return self.categories.setdefault(key, len(self.categories))

    def row(self, row: CandidateRow) -> int:
        """Index of the eligibility row; students of one class, track and group share it."""
        key = (row.class_group, row.track, row.group_mentor)
        if key not in self.eligibility:
            self.eligibility[key] = len(self.eligible)
            club = self.round_.way == RoundWay.CLUB
            found = () if club else tuple(mentor.mentor_id for mentor in self.open_to(row))
            self.eligible.append(found)
        return self.eligibility[key]

    def open_to(self, row: CandidateRow) -> list[MentorRow]:
        """Mentors whose limits of grade, class, track and group let the student in."""
        rows = self.rows
        return [
            mentor
            for mentor in rows.mentors
            if mentor.track == row.track
            and row.group_mentor in {None, mentor.pk}
            and (mentor.pk not in rows.mentor_grades or row.grade in rows.mentor_grades[mentor.pk])
            and (mentor.pk not in rows.mentor_classes or row.class_group in rows.mentor_classes[mentor.pk])
        ]

    def by_club(self, row: CandidateRow) -> list[str]:
        """By the way of clubs: mentors of the student's clubs."""
        if self.round_.way != RoundWay.CLUB:
            return []
        mine = self.rows.clubs.get(row.student, set())
        return [m.mentor_id for m in self.open_to(row) if mine & self.rows.mentor_clubs.get(m.pk, set())]

    def tier_at(self, row: CandidateRow, by_staff: dict[int, MentorRow], tier: int) -> Json:
        """Better tiers with the own homeroom teacher and with those who teach the class."""
        near: Json = {}
        taught = self.rows.taught.get(row.class_group, set()) if row.class_group is not None else set()
        for staff, better in [
            *((pk, self.tiers.classes_taught) for pk in taught),
            (row.homeroom, self.tiers.own_class),
        ]:
            if staff is not None and staff in by_staff and better is not None and better < tier:
                mentor = by_staff[staff].mentor_id
                near[mentor] = min(better, near.get(mentor, better))
        return near

    def widen(self, line: Json, kept: list[str]) -> None:
        """A kept pair was decided by name, so it holds although the limits of the mentor say otherwise."""
        outside = [mentor for mentor in kept if mentor not in self.eligible[line["row"]]]
        missing = [mentor for mentor in outside if mentor not in line.get("plus", ())]
        if missing:
            line["plus"] = [*line.get("plus", ()), *missing]

    def groups(self) -> tuple[Json, dict[int, Json]]:
        """Named groups of all sub-quotas, and the caps of each mentor by those names."""
        names: dict[str, Json] = {}
        caps: dict[int, Json] = {}
        for mentor in self.rows.mentors:
            caps[mentor.pk] = {}
            for cap in mentor.caps:
                name, turn = cap["name"], 2
                while names.get(name, cap["where"]) != cap["where"]:
                    name, turn = f"{cap['name']}·{turn}", turn + 1
                names[name] = cap["where"]
                caps[mentor.pk][name] = cap["cap"]
        return names, caps

    def mentor(self, row: MentorRow, caps: Json) -> Json:
        """One mentor line."""
        keys = self.keys
        line: Json = {"id": row.mentor_id, "quota": row.quota, "minimum": row.minimum}
        if caps:
            line["caps"] = caps
        ties: dict[int, list[str]] = defaultdict(list)
        for candidate, rank in self.rows.ranks.get(row.pk, ()):
            ties[rank].append(keys[candidate])
        if ties:
            line["ranking"] = [tie[0] if len(tie) == 1 else tie for _, tie in sorted(ties.items())]
        declines = {keys[candidate]: reason for candidate, reason in self.rows.declines.get(row.pk, ())}
        if declines:
            line["declines"] = declines
        profile = {
            "strengths": row.strengths, "subjects": row.subjects,
            "interests": row.interests, "languages": row.languages,
        }  # fmt: skip
        line["profile"] = {name: values for name, values in profile.items() if values}
        return line
