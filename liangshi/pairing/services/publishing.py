"""Publication: pairings in one transaction, agreements to sign, everybody told; and the file to check it all."""

import io
import json
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.matching import verify as verifier
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.pairing.choices import RoundState
from liangshi.pairing.models import Pairing, Round, RoundMentor, SealKey, Solution
from liangshi.pairing.queries.outcome import Child, Settled, Standing, chosen_solution, line_of, standing_of
from liangshi.pairing.queries.people_of import families_of
from liangshi.pairing.services.agreements import draw_up
from liangshi.people.models import Account

CERTIFICATE_NAME = "certificate.json"
MANUAL_NAME = "manual-changes.json"
MANUAL_FORMAT = "liangshi-manual-changes/1"
VERIFIER_NAME = "verify_liangshi.py"
README_NAME = "README.txt"


Relieved = dict[tuple[int, str], date]
"""Student and kind of mentor → the day on which the mentor of before is relieved."""


class NothingToPublishError(RefusalError):
    """There is no outcome, or the round is published already."""


@transaction.atomic
def publish(*, by: Viewer, round_: Round, now: datetime) -> int:
    """From outcome to pairings; their number."""
    solution = chosen_solution(round_)
    running = Round.unscoped.filter(pk=round_.pk, state=RoundState.RUNNING)
    if solution is None or not running.update(state=RoundState.PUBLISHED):
        raise NothingToPublishError
    round_.state = RoundState.PUBLISHED
    standing = standing_of(solution)
    relieved = _end_former(standing, round_, timezone.localdate(now))
    pairings = Pairing.unscoped.bulk_create(
        _pairing(child, one, round_, relieved, now) for child in standing.children for one in child.settled
    )
    draw_up(pairings=pairings, round_=round_, now=now)
    record(
        by=by, verb="round.published", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"pairings": len(pairings), "changes": len(standing.changes), "digest": solution.digest},
    )  # fmt: skip
    _announce(round_, standing, now)
    return len(pairings)


def _pairing(child: Child, one: Settled, round_: Round, relieved: Relieved, now: datetime) -> Pairing:
    student, track = child.candidate.student_id, child.candidate.track
    return Pairing(
        school_id=round_.school_id, student_id=student, mentor_id=one.mentor.staff_id, track=track, round=round_,
        starts_on=relieved.get((student, track), round_.starts_on), ends_on=round_.ends_on,
        came_about=one.came_about, wish_rank=one.number or None,
        reason=one.change.reason if one.change else "", created_at=now,
    )  # fmt: skip


def _end_former(standing: Standing, round_: Round, today: date) -> Relieved:
    """Pairings of before end where those of this round begin; a first round of which this is the second stands.

    Who looked after a child since the round's first day did so until today, and is relieved today.
    """
    students = [child.candidate.student_id for child in standing.children if child.settled]
    before = Pairing.unscoped.filter(student__in=students, track__in=round_.tracks or [""])
    if round_.second_round_of_id:
        before = before.exclude(round=round_.second_round_of_id)
    before.on(round_.starts_on).filter(starts_on__lt=round_.starts_on).update(ends_on=round_.starts_on)
    if today >= round_.ends_on:
        return {}
    meanwhile = before.on(today).filter(starts_on__gte=round_.starts_on, starts_on__lt=today)
    relieved = dict.fromkeys(meanwhile.values_list("student", "track"), today)
    meanwhile.update(ends_on=today)
    return relieved


def _announce(round_: Round, standing: Standing, now: datetime) -> None:
    students = [child.candidate.student_id for child in standing.children]
    families = Account.objects.filter(families_of(students), is_active=True).distinct()
    mentors = Account.objects.filter(
        staff__in=RoundMentor.unscoped.filter(round=round_).values("staff"), is_active=True
    )
    link = reverse("pairing:placement")
    title = _("%(round)s：导师已经公布") % {"round": round_.name}
    notify(to=families, word=Word("round.published", title, _("点开看看你的导师是谁，以及为什么。"), link), now=now)
    notify(to=mentors, word=Word("round.published", title, _("点开看看您的学生。"), link), now=now)


def public_record(round_: Round) -> bytes | None:
    """The archive that lets anybody run everything again: codes in place of names; None before publication."""
    solution = chosen_solution(round_)
    if solution is None or round_.state not in {RoundState.PUBLISHED, RoundState.FINISHED}:
        return None
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(CERTIFICATE_NAME, _text({"market": solution.market, "certificate": solution.certificate}))
        archive.writestr(VERIFIER_NAME, Path(verifier.__file__).read_text(encoding="utf-8"))
        archive.writestr(README_NAME, _readme())
        changes = _manual(solution)
        if changes:
            archive.writestr(MANUAL_NAME, _text({"format": MANUAL_FORMAT, "changes": changes}))
    return written.getvalue()


def _text(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _manual(solution: Solution) -> list[dict[str, Any]]:
    """The changes by hand in the codes of the sealed input; reasons stay in the school."""
    key = SealKey.unscoped.get(closed_input=solution.closed_input_id)
    changes: Iterable[Any] = standing_of(solution).changes
    return [
        {
            "student": line_of(change.candidate, key),
            "before": key.mentors.get(change.mentor_before.public_id, "") if change.mentor_before else "",
            "after": key.mentors.get(change.mentor_after.public_id, "") if change.mentor_after else "",
            "strains": change.problems,
        }
        for change in changes
        if change.candidate.student.public_id in key.students
    ]


def _readme() -> str:
    return _(
        "这一轮结对的核验文件。里面没有姓名和学号，只有抽签代号。\n\n"
        "核验:liangshi verify 本文件，或解压后运行 python verify_liangshi.py certificate.json(任何 Python 3.9 以上)。\n"
        "自己或孩子的代号在“我的导师”页面上。人工调整(如有)列在 manual-changes.json,证书对这些学生不再成立。\n"
    )
