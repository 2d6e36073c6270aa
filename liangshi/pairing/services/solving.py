"""From the closed input to the solution: announce the digest, enter the draw, work it out, have it checked."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.domain.matching import Reason, build_market, certificate, explain_all, solve
from liangshi.domain.matching.verify import verify
from liangshi.foundation.refusals import RefusalError
from liangshi.notices.services import Word, notify
from liangshi.pairing.choices import DrawState, RoundState
from liangshi.pairing.models import Candidate, ClosedInput, Draw, Round, SealKey, Solution, Told
from liangshi.pairing.queries.closing import closed_input
from liangshi.pairing.queries.people_of import everybody_of
from liangshi.people.models import Account

STUCK_AFTER = timedelta(minutes=5)

Json = dict[str, Any]


class NothingToDrawError(RefusalError):
    """The input is not closed, or the round is not running."""


class NotAnnouncedError(RefusalError):
    """How the seed comes about must be announced, with the digest, before it is entered."""


class BadSeedError(RefusalError):
    """The seed is empty or holds a bar."""


class DrawnAlreadyError(RefusalError):
    """The seed of this input has been entered; it is never entered twice."""


class StillWorkingError(RefusalError):
    """The draw is being worked out, or is done."""


@transaction.atomic
def announce_draw(*, by: Viewer, round_: Round, how: str, now: datetime) -> int:
    """Tell everybody the digest and by which public draw the seed will come about; the number told."""
    closed = _closed(round_)
    if not how:
        raise NotAnnouncedError
    if Draw.unscoped.filter(closed_input=closed).exists():
        raise DrawnAlreadyError
    Round.unscoped.filter(pk=round_.pk).update(draw_notice=how)
    round_.draw_notice = how
    text = _("封存码：%(digest)s。抽签方式：%(how)s。抽签之后，任何人都能用封存码核对数据没有改过。")
    word = Word(
        kind="round.draw_announced",
        title=_("%(round)s：数据已封存，即将抽签") % {"round": round_.name},
        text=text % {"digest": closed.digest, "how": how},
        link=reverse("pairing:draw", args=[round_.public_id]),
    )
    told = notify(to=everybody_of(round_), word=word, now=now)
    record(
        by=by, verb="round.draw_announced", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"digest": closed.digest, "how": how},
    )  # fmt: skip
    return told


def _closed(round_: Round) -> ClosedInput:
    closed = closed_input(round_)
    if closed is None or round_.state != RoundState.RUNNING:
        raise NothingToDrawError
    return closed


@transaction.atomic
def enter_seed(*, by: Viewer, round_: Round, seed: str, now: datetime) -> Draw:
    """Enter the result of the public draw, once; the working out begins in the background."""
    closed = _closed(round_)
    if not round_.draw_notice:
        raise NotAnnouncedError
    if not seed or "|" in seed:
        raise BadSeedError
    try:
        with transaction.atomic():
            draw: Draw = Draw.unscoped.create(
                school_id=round_.school_id, closed_input=closed, seed=seed, entered_at=now, entered_by_id=by.account
            )
    except IntegrityError as twice:
        raise DrawnAlreadyError from twice
    record(
        by=by, verb="round.seed_entered", kind="round", subject=round_.public_id, school=round_.school_id, now=now,
        detail={"digest": closed.digest, "seed": seed},
    )  # fmt: skip
    transaction.on_commit(lambda: work_out.enqueue(draw.pk))
    return draw


@transaction.atomic
def try_again(*, by: Viewer, draw: Draw, now: datetime) -> None:
    """Work out the same seed again where that has failed or was interrupted."""
    stuck = draw.state != DrawState.DONE and now - draw.entered_at > STUCK_AFTER
    rows = Draw.unscoped.filter(pk=draw.pk, state=draw.state)
    if not (stuck or draw.state == DrawState.FAILED) or not rows.update(state=DrawState.WAITING, failure=""):
        raise StillWorkingError
    record(by=by, verb="round.draw_retried", kind="draw", subject=draw.public_id, school=draw.school_id, now=now)
    transaction.on_commit(lambda: work_out.enqueue(draw.pk))


@task()
def work_out(draw: int) -> None:
    """Solve, prove, let the independent verifier look, keep. Runs at most once for a draw that waits."""
    if not Draw.unscoped.filter(pk=draw, state=DrawState.WAITING).update(state=DrawState.SOLVING):
        return
    row = Draw.unscoped.select_related("closed_input__round").get(pk=draw)
    closed = row.closed_input
    raw = {**closed.market, "seed": row.seed, "commit": closed.digest}
    outcome = solve(build_market(raw))
    proof = certificate(outcome)
    Draw.unscoped.filter(pk=draw).update(state=DrawState.CHECKING)
    verdict = verify(raw, proof)
    if not verdict.ok:
        found = "; ".join(finding.zh for finding in verdict.findings)[:300]
        Draw.unscoped.filter(pk=draw).update(state=DrawState.FAILED, failure=found)
        return
    _keep(row, raw, proof, explain_all(outcome))


@transaction.atomic
def _keep(draw: Draw, raw: Json, proof: Json, reasons: dict[str, list[Reason]]) -> None:
    now = timezone.now()
    closed, round_ = draw.closed_input, draw.closed_input.round
    solution: Solution = Solution.unscoped.create(
        school_id=draw.school_id, round=round_, closed_input=closed, digest=proof["market_digest"], seed=draw.seed,
        policy=raw.get("policy", {}), market=raw, certificate=proof, statistics=proof["totals"], chosen=True,
        solved_at=now, solved_by_id=draw.entered_by_id,
    )  # fmt: skip
    _tell(solution, SealKey.unscoped.get(closed_input=closed), reasons)
    Draw.unscoped.filter(pk=draw.pk).update(state=DrawState.DONE, done_at=now)
    record(
        by=None, verb="round.solved", kind="solution", subject=solution.public_id, school=draw.school_id, now=now,
        detail=proof["totals"],
    )  # fmt: skip
    word = Word(
        kind="round.solved",
        title=_("%(round)s：匹配已完成，请复核") % {"round": round_.name},
        link=reverse("pairing:outcome", args=[round_.public_id]),
    )
    notify(to=Account.objects.filter(pk=draw.entered_by_id), word=word, now=now)


def _tell(solution: Solution, key: SealKey, reasons: dict[str, list[Reason]]) -> None:
    """One row for each child with the reasons that concern it and no other."""
    candidates = keys_of(solution.round_id, key)
    opened = _Opening({code: mentor for mentor, code in key.mentors.items()}, key.words)
    Told.unscoped.bulk_create(
        Told(
            school_id=solution.school_id, solution=solution, candidate_id=candidates[line],
            reasons=[[reason.code, opened.params(reason)] for reason in told],
        )
        for line, told in reasons.items()
    )  # fmt: skip


def keys_of(round_: int, key: SealKey) -> dict[str, int]:
    """Candidates of a round by the keys of their sealed lines."""
    rows = Candidate.unscoped.filter(round=round_, student__public_id__in=key.students)
    return {
        f"{key.students[student]}|{track}" if track else key.students[student]: pk
        for pk, student, track in rows.values_list("pk", "student__public_id", "track")
    }


class _Opening:
    """Codes of mentors and words turned back; what would tell of categories or other children is left out."""

    def __init__(self, mentors: dict[str, str], words: dict[str, str]) -> None:
        self._mentors = mentors
        self._words = words

    def params(self, reason: Reason) -> Json:
        params: Json = {name: value for name, value in reason.params.items() if name != "group"}
        if "mentor" in params:
            params["mentor"] = self._mentors[params["mentor"]]
        if "mentors" in params:
            params["mentors"] = [self._mentors[mentor] for mentor in params["mentors"]]
        if "shared" in params:
            params["shared"] = [self._words[word] for word in params["shared"]]
        if params.get("decided_by") in {"tier", "ranking"}:
            params["decided_by"] = "order"
        return params
