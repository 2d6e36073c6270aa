"""What happens to a pairing later: quiet requests, change, end, a successor when staff leave, late arrivals."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Role, Viewer
from liangshi.domain.matching import build_market, solve
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.pairing.choices import LIVE_REQUESTS, CameAbout, RequestState, RoundState
from liangshi.pairing.models import Candidate, ChangeRequest, Pairing, Round, RoundMentor
from liangshi.pairing.models.agreements import coordinating
from liangshi.pairing.queries.outcome import chosen_solution
from liangshi.pairing.queries.people_of import families_of
from liangshi.pairing.queries.second import second_of
from liangshi.pairing.services.agreements import draw_up, make_void
from liangshi.pairing.services.market import market_of
from liangshi.pairing.services.rounds import SecondRoundStandsError
from liangshi.people.models import Account, DeclaredRelative, RoleAppointment, Staff

Json = dict[str, Any]


class AskedBeforeError(RefusalError):
    """A request of the same person for the same pairing is waiting."""


class NotOpenToChangeError(RefusalError):
    """The pairing is over, or the request is decided."""


class ChangeNeedsReasonError(RefusalError):
    """Every change and every decision has its reason."""


class UnfitSuccessorError(RefusalError):
    """The successor is the same person, a relative, or guides this student already."""


class NobodyLateError(RefusalError):
    """Nobody waits for a mentor, or the round is not published."""


class NoFreePlaceError(RefusalError):
    """No free place suits any of those who wait."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a student or a guardian asks for, quietly."""

    cause: str
    words: str = ""
    wish: str = ""


@transaction.atomic
def ask_for_change(*, by: Viewer, pairing: Pairing, ask: Ask, now: datetime) -> ChangeRequest:
    """File a request that the mentor does not see; those who decide are told that one waits."""
    if pairing.student_id not in by.wards | {by.student} or _over(pairing, timezone.localdate(now)):
        raise NotOpenToChangeError
    try:
        with transaction.atomic():
            request: ChangeRequest = ChangeRequest.unscoped.create(
                school_id=pairing.school_id, pairing=pairing, asked_by_id=by.account, cause=ask.cause,
                words=ask.words, wish=ask.wish, asked_at=now,
            )  # fmt: skip
    except IntegrityError as twice:
        raise AskedBeforeError from twice
    record(
        by=by, verb="change.asked", kind="change_request", subject=request.public_id, school=pairing.school_id, now=now
    )
    about_one = coordinating(pairing.school_id, timezone.localdate(now)).filter(pk=pairing.mentor_id).exists()
    roles = (Role.COORDINATOR, Role.PRINCIPAL) if about_one else (Role.COORDINATOR,)
    held = RoleAppointment.unscoped.on(timezone.localdate(now)).filter(school=pairing.school_id, role__in=roles)
    word = Word(kind="change.asked", title=_("收到一条更换导师的请求"), link=reverse("pairing:requests"))
    deciders = Account.objects.filter(pk__in=held.values("account"), is_active=True)
    notify(to=deciders.exclude(staff=pairing.mentor), word=word, now=now)
    return request


def _over(pairing: Pairing, day: date) -> bool:
    return pairing.ends_on is not None and pairing.ends_on <= day


@transaction.atomic
def withdraw(*, by: Viewer, request: ChangeRequest, now: datetime) -> None:
    """The one who asked thinks again."""
    _turn(request, RequestState.WITHDRAWN, asked_by_id=by.account)
    record(
        by=by, verb="change.withdrawn", kind="change_request", subject=request.public_id, school=request.school_id,
        now=now,
    )  # fmt: skip


@transaction.atomic
def take_in_hand(*, by: Viewer, request: ChangeRequest, now: datetime) -> None:
    """Somebody looks after it."""
    rows = ChangeRequest.unscoped.filter(pk=request.pk, state=RequestState.OPEN)
    if not rows.update(state=RequestState.IN_HANDS, handled_by_id=by.account):
        raise NotOpenToChangeError
    record(
        by=by, verb="change.in_hands", kind="change_request", subject=request.public_id, school=request.school_id,
        now=now,
    )  # fmt: skip


@transaction.atomic
def refuse(*, by: Viewer, request: ChangeRequest, answer: str, now: datetime) -> None:
    """Not now, with kind words."""
    if not answer:
        raise ChangeNeedsReasonError
    _turn(request, RequestState.REFUSED, answer=answer, handled_by_id=by.account, decided_at=now)
    _answer(request, now)
    record(
        by=by, verb="change.refused", kind="change_request", subject=request.public_id, school=request.school_id,
        now=now,
    )  # fmt: skip


@transaction.atomic
def grant(*, by: Viewer, request: ChangeRequest, successor: Staff, answer: str, now: datetime) -> Pairing:
    """Another mentor from today on; what the mentor of before reads does not say who asked."""
    if not answer:
        raise ChangeNeedsReasonError
    fresh = change_mentor(
        by=by, pairing=request.pairing, successor=successor, reason=_("学校调整"), day=timezone.localdate(now), now=now
    )
    _turn(request, RequestState.GRANTED, answer=answer, handled_by_id=by.account, decided_at=now, successor=fresh)
    _answer(request, now)
    return fresh


def _turn(request: ChangeRequest, state: RequestState, asked_by_id: int | None = None, **fields: object) -> None:
    rows = ChangeRequest.unscoped.filter(pk=request.pk, state__in=LIVE_REQUESTS)
    if asked_by_id is not None:
        rows = rows.filter(asked_by=asked_by_id)
    if not rows.update(state=state, **fields):
        raise NotOpenToChangeError
    request.state = state


def _answer(request: ChangeRequest, now: datetime) -> None:
    word = Word(kind="change.answered", title=_("你的请求有了答复"), link=reverse("pairing:placement"))
    notify(to=Account.objects.filter(pk=request.asked_by_id), word=word, now=now)


@transaction.atomic
def end_pairing(*, by: Viewer, pairing: Pairing, reason: str, day: date, now: datetime) -> None:
    """The pairing ends on `day`; history stays, the agreement is void."""
    if not reason:
        raise ChangeNeedsReasonError
    rows = Pairing.unscoped.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), pk=pairing.pk, end_reason="")
    if day < pairing.starts_on or not rows.update(ends_on=day, end_reason=reason, ended_by_id=by.account):
        raise NotOpenToChangeError
    make_void(pairings=[pairing.pk])
    record(
        by=by, verb="pairing.ended", kind="pairing", subject=pairing.public_id, school=pairing.school_id, now=now,
        detail={"day": day.isoformat()},
    )  # fmt: skip


@transaction.atomic
def change_mentor(*, by: Viewer, pairing: Pairing, successor: Staff, reason: str, day: date, now: datetime) -> Pairing:
    """End one pairing and begin another on the same day; the family and both mentors are told."""
    _fit(pairing, successor, day)
    last = pairing.ends_on
    end_pairing(by=by, pairing=pairing, reason=reason, day=day, now=now)
    fresh: Pairing = Pairing.unscoped.create(
        school_id=pairing.school_id, student_id=pairing.student_id, mentor=successor, track=pairing.track,
        round_id=pairing.round_id, starts_on=day, ends_on=last, came_about=CameAbout.CHANGE, reason=reason,
        created_at=now,
    )  # fmt: skip
    if pairing.round is not None:
        draw_up(pairings=[fresh], round_=pairing.round, now=now)
    record(
        by=by, verb="pairing.changed", kind="pairing", subject=fresh.public_id, school=pairing.school_id, now=now,
        detail={"before": pairing.public_id},
    )  # fmt: skip
    _tell_of(fresh, successor, now)
    word = Word("pairing.changed", _("学校调整了您一名学生的导师"), link=reverse("pairing:placement"))
    notify(to=Account.objects.filter(staff=pairing.mentor_id, is_active=True), word=word, now=now)
    return fresh


def _fit(pairing: Pairing, successor: Staff, day: date) -> None:
    same_school = successor.school_id == pairing.school_id
    related = DeclaredRelative.unscoped.filter(staff=successor, student=pairing.student_id).exists()
    rows = Pairing.unscoped.on(day).filter(student=pairing.student_id, mentor=successor, track=pairing.track)
    before = Pairing.unscoped.filter(
        round=pairing.round_id, round__isnull=False, student=pairing.student_id, mentor=successor, end_reason=""
    )
    if related or not same_school or rows.exists() or before.exists():
        raise UnfitSuccessorError


def _tell_of(pairing: Pairing, mentor: Staff, now: datetime) -> None:
    link = reverse("pairing:placement")
    families = Account.objects.filter(families_of([pairing.student_id]), is_active=True).distinct()
    notify(to=families, word=Word("pairing.changed", _("你有了新的导师"), link=link), now=now)
    own = Account.objects.filter(staff=mentor, is_active=True)
    notify(to=own, word=Word("pairing.changed", _("您有一名新的学生"), link=link), now=now)


@transaction.atomic
def hand_over(
    *, by: Viewer, mentor: Staff, successors: Mapping[int, Staff], reason: str, day: date, now: datetime
) -> int:
    """Every current student of a mentor who leaves goes to the successor named for it; the number handed over."""
    rows = Pairing.unscoped.on(day).filter(mentor=mentor, pk__in=successors).select_related("round__scheme_version")
    for pairing in rows:
        change_mentor(by=by, pairing=pairing, successor=successors[pairing.pk], reason=reason, day=day, now=now)
    return len(successors)


@transaction.atomic
def place_late(*, by: Viewer, round_: Round, now: datetime) -> int:
    """Place those who came late, or are still without, on the places that are free, by the same seed; their number."""
    solution = chosen_solution(round_)
    if solution is None or round_.state != RoundState.PUBLISHED:
        raise NobodyLateError
    if second_of(round_):
        raise SecondRoundStandsError
    raw = _free_places(round_, solution.seed)
    if not raw["students"]:
        raise NobodyLateError
    found = solve(build_market(raw)).mentors_of()
    if not any(found.values()):
        raise NoFreePlaceError
    mentors = {row.public_id: row for row in RoundMentor.unscoped.filter(round=round_).select_related("staff")}
    rows = Candidate.unscoped.taking_part().filter(round=round_).select_related("student")
    waiting = {_key(row): row for row in rows}
    fresh = Pairing.unscoped.bulk_create(
        Pairing(
            school_id=round_.school_id, student_id=waiting[key].student_id, mentor_id=mentors[mentor].staff_id,
            track=waiting[key].track, round=round_, starts_on=max(round_.starts_on, timezone.localdate(now)),
            ends_on=round_.ends_on, came_about=CameAbout.LATE, created_at=now,
        )
        for key, own in found.items()
        for mentor in own
    )  # fmt: skip
    draw_up(pairings=fresh, round_=round_, now=now)
    record(
        by=by, verb="round.late_placed", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"number": len(fresh), "seed": solution.seed},
    )  # fmt: skip
    for pairing in fresh:
        _tell_of(pairing, pairing.mentor, now)
    return len(fresh)


def _key(row: Candidate) -> str:
    return f"{row.student.public_id}|{row.track}" if row.track else row.student.public_id


def _free_places(round_: Round, seed: str) -> Json:
    """The market of those without a mentor and of the places that nobody has; nobody's wishes are run again."""
    raw = market_of(round_)
    staff = dict(RoundMentor.unscoped.filter(round=round_).values_list("staff", "public_id"))
    standing = Pairing.unscoped.filter(round=round_, end_reason="").select_related("student")
    held = [
        (f"{row.student.public_id}|{row.track}" if row.track else row.student.public_id, staff.get(row.mentor_id, ""))
        for row in standing
    ]
    got, load = Counter(key for key, _mentor in held), Counter(mentor for _key_, mentor in held)
    lines = {_line_key(line): line for line in raw["students"]}
    students = []
    for key, line in lines.items():
        missing = line.get("need", 1) - got[key]
        own = {mentor: "-" for student, mentor in held if student == key and mentor}
        if missing > 0:
            bare = {name: value for name, value in line.items() if name not in {"wishes", "tier", "tier_at"}}
            students.append({**bare, "need": missing, "minus": {**line.get("minus", {}), **own}})
    inside = {_line_key(line) for line in students}
    mentors = [_left(line, load[line["id"]], held, lines, raw, inside) for line in raw["mentors"]]
    return {**raw, "seed": seed, "students": students, "mentors": mentors, "kept": []}


def _line_key(line: Json) -> str:
    return f"{line['id']}|{line['track']}" if "track" in line else line["id"]


def _left(
    line: Json, load: int, held: list[tuple[str, str]], lines: Mapping[str, Json], raw: Json, inside: set[str]
) -> Json:
    """A mentor with the places that are left, in all and in each group."""
    quota = max(0, line["quota"] - load)
    caps = {}
    for name, cap in line.get("caps", {}).items():
        where = raw["groups"][name]
        taken = sum(
            mentor == line["id"] and key in lines and _belongs(raw["categories"][lines[key].get("cat", 0)], where)
            for key, mentor in held
        )
        caps[name] = max(0, cap - taken)
    left = {**line, "quota": quota, "minimum": min(quota, max(0, line.get("minimum", 0) - load))}
    if caps:
        left["caps"] = caps
    left.pop("ranking", None)
    left["declines"] = {key: why for key, why in line.get("declines", {}).items() if key in inside}
    return left


def _belongs(category: Mapping[str, str], where: Mapping[str, list[str]]) -> bool:
    return all(category.get(name, "") in values for name, values in where.items())
