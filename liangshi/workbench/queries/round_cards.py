"""Cards about rounds and pairings: what can be done now, and who guides a child."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability, Viewer
from liangshi.foundation.templatetags.liangshi import month_day
from liangshi.pairing.choices import ListState, PhaseKind, PhaseState, RoundState
from liangshi.pairing.models import Pairing, Round
from liangshi.pairing.queries.overview import Mine, my_rounds, steps_of
from liangshi.pairing.queries.waiting import waited_for

from .cards import Act, Card, Line


def round_cards(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For whoever runs a round: where it stands. For everybody else: the one thing they can do in it now."""
    follows = viewer.can(Capability.FOLLOW_ROUND)
    for mine in my_rounds(viewer, now):
        if mine.round.state == RoundState.RUNNING:
            if follows:
                yield _progress(mine.round, now)
            yield from _own_part(mine, own=viewer.student is not None)


def _progress(round_: Round, now: datetime) -> Card:
    act = Act(_("看看进度"), reverse("pairing:round", args=[round_.public_id]))
    step = next((step for step in steps_of(round_, now) if step.state == PhaseState.OPEN), None)
    if step is None:
        return Card(round_.name, (Line(_("现在没有开放的阶段。")),), act)
    label, waiting = PhaseKind(step.phase.kind).label, len(waited_for(round_, step.phase.kind))
    until = timezone.localtime(step.phase.closes_at)
    lines = [Line(_("现在：%(phase)s，%(day)s截止") % {"phase": label, "day": _day(until)})]
    if waiting:
        url = reverse("pairing:phase", args=[round_.public_id, step.phase.kind])
        lines.append(Line(_("还有 %(n)s 项待完成") % {"n": waiting}, url))
    return Card(round_.name, tuple(lines), act)


def _own_part(mine: Mine, *, own: bool) -> Iterator[Card]:
    if mine.candidates and mine.may_wish:
        yield from _wishes(mine, own=own)
    elif mine.candidates and mine.round.mentors_published_at:
        url = reverse("pairing:mentors", args=[mine.round.public_id])
        yield Card(_("认识导师"), (Line(_("导师名单已公布，可以先看看各位老师的介绍。")),), Act(_("去看看"), url))
    if mine.may_apply and not mine.applied:
        url = reverse("pairing:apply", args=[mine.round.public_id])
        line = Line(_("%(day)s截止") % {"day": _day(mine.open[PhaseKind.APPLY])})
        yield Card(_("导师报名"), (line,), Act(_("去报名"), url))
    if mine.may_answer and mine.mentor and mine.asked and mine.mentor.answered_at is None:
        url = reverse("pairing:answers", args=[mine.round.public_id])
        line = Line(
            _("有 %(n)s 名学生选了您，%(day)s前请回应。") % {"n": mine.asked, "day": _day(mine.open[PhaseKind.ANSWER])}
        )
        yield Card(_("回应学生"), (line,), Act(_("去回应"), url))


def _wishes(mine: Mine, *, own: bool) -> Iterator[Card]:
    """A guardian may look at what only the child fills in."""
    until = _day(mine.open[PhaseKind.WISH])
    for candidate in mine.candidates:
        wishes = getattr(candidate, "wishes", None)
        handed_in = wishes is not None and wishes.state == ListState.SUBMITTED
        if handed_in:
            said = _("志愿已提交，%(day)s之前随时可改。")
        else:
            said = _("还没有提交志愿，%(day)s截止。") if own else _("孩子还没有提交志愿，%(day)s截止。")
        url = reverse("pairing:wishes", args=[candidate.public_id])
        title = _("我的志愿") if own else _("%(name)s的志愿") % {"name": candidate.student.name}
        act = Act(_("去填志愿") if own and not handed_in else _("看看志愿"), url)
        yield Card(title, (Line(said % {"day": until}),), act)


def _day(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{month_day(local)} {local:%H:%M}"


def mentor_cards(viewer: Viewer, now: datetime) -> Iterator[Card]:
    """For students: who the mentor is; a guardian has a card for each child that says it."""
    if viewer.student is None:
        return
    today = timezone.localdate(now)
    rows = Pairing.objects.visible_to(viewer) & Pairing.unscoped.on(today).filter(student=viewer.student)
    found = [row.mentor for row in rows.select_related("mentor").order_by("mentor__sort_key")]
    for mentor in found:
        ask = f"{reverse('guidance:talk_ask')}?to={mentor.public_id}"
        yield Card(_("我的导师"), (Line(mentor.name),), Act(_("想和导师谈谈"), ask))
    if not found:
        yield Card(_("我的导师"), (Line(_("还没有导师，定下来以后会告诉你。")),))
