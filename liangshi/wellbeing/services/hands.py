"""In whose hands a concern is: taken, given back, offered, taken over. There is one hand at a time, by constraint."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from liangshi.domain.access import Viewer
from liangshi.domain.escalation import AlreadyInHand, Closed, NotOnPath, Taken, give_back, take
from liangshi.foundation.templatetags.liangshi import zh_time
from liangshi.notices.services import notify
from liangshi.people.models import Account
from liangshi.people.services.trail import note
from liangshi.wellbeing.choices import ConcernState, HandEnd
from liangshi.wellbeing.models import Concern, Hand

from .climbing import advance_after_commit
from .problems import (
    AlreadyInHandError,
    ConcernClosedError,
    NothingSaidError,
    NotInYourHandsError,
    NotOfferedError,
    NotOnPathError,
)
from .standing import end_hand, locked, present_standing
from .words import offer_word, receipt_word, taken_over_word


@transaction.atomic
def take_in_hand(*, by: Viewer, concern: Concern, now: datetime) -> Hand:
    """The first does; the second is told who was first. Asking twice changes nothing."""
    row = locked(concern.pk)
    standing = present_standing(row, now)
    match take(standing.facts, standing.people, by.account, now):
        case NotOnPath():
            raise NotOnPathError
        case Closed():
            raise ConcernClosedError
        case AlreadyInHand(hand=hand):
            raise AlreadyInHandError(name=Account.unscoped.get(pk=hand.person).name, time=zh_time(hand.at))
        case Taken(hand=hand):
            held = Hand.unscoped.select_related("person").filter(concern=row, ended_at=None).first()
            if held is not None and held.person_id == by.account:
                return held
            if held is not None:
                _end_handed_on(held, hand.at)
                name = Account.unscoped.get(pk=by.account).name
                notify(to=[held.person], word=taken_over_word(row, name), now=now)
            return _hold(by, row, hand.at, "concern.taken", now)


def _end_handed_on(hand: Hand, at: datetime) -> None:
    """It goes from these hands into the next ones and is never nobody's."""
    Hand.unscoped.filter(pk=hand.pk, ended_at=None).update(ended_at=at, ended=HandEnd.HANDED_ON)


def _hold(by: Viewer, concern: Concern, at: datetime, verb: str, now: datetime) -> Hand:
    hand = Hand.unscoped.create(school_id=concern.school_id, concern=concern, person_id=by.account, at=at)
    Concern.unscoped.filter(pk=concern.pk, state=ConcernState.RAISED).update(state=ConcernState.IN_HANDS)
    note(by=by, verb=verb, row=concern, school=concern.school_id, now=now)
    notify(to=[concern.raised_by], word=receipt_word(concern, _("您报告的事已经有人接手")), now=now)
    advance_after_commit(concern, now)
    return hand


def own_hand(by: Viewer, concern: Concern) -> Hand:
    """The open hand of the person; `NotInYourHandsError` for everybody else."""
    hand = Hand.unscoped.filter(concern=concern, person=by.account, ended_at=None).first()
    if hand is None:
        raise NotInYourHandsError
    return hand


@transaction.atomic
def give_concern_back(*, by: Viewer, concern: Concern, reason: str, now: datetime) -> None:
    """It is nobody's, and the next is asked at once."""
    row = locked(concern.pk)
    hand = own_hand(by, row)
    _say(hand, reason)
    standing = present_standing(row, now)
    ended = give_back(standing.facts, standing.people, now)
    end_hand(hand, HandEnd.GIVEN_BACK, ended.returned_at if ended and ended.returned_at else now)
    note(by=by, verb="concern.given_back", row=row, school=row.school_id, now=now)
    advance_after_commit(row, now)


@transaction.atomic
def offer_concern(*, by: Viewer, concern: Concern, to: Account, reason: str, now: datetime) -> None:
    """Ask somebody to take it over; until they do, it stays with who has it."""
    row = locked(concern.pk)
    hand = own_hand(by, row)
    if to.pk == by.account or to.pk in present_standing(row, now).people.excluded:
        raise NotOnPathError
    _say(hand, reason)
    Hand.unscoped.filter(pk=hand.pk).update(offered_to=to)
    note(by=by, verb="concern.offered", row=row, school=row.school_id, now=now, detail={"to": to.public_id})
    notify(to=[to], word=offer_word(row, hand.person.name), now=now)


@transaction.atomic
def accept_concern(*, by: Viewer, concern: Concern, now: datetime) -> Hand:
    """Take over what was offered."""
    row = locked(concern.pk)
    hand = _offered(by, row)
    if by.account in present_standing(row, now).people.excluded:
        raise NotOnPathError
    at = max(now, hand.at)
    _end_handed_on(hand, at)
    return _hold(by, row, at, "concern.taken_over", now)


@transaction.atomic
def decline_concern(*, by: Viewer, concern: Concern, now: datetime) -> None:
    """Say no; who offered it is told."""
    row = locked(concern.pk)
    hand = _offered(by, row)
    Hand.unscoped.filter(pk=hand.pk).update(offered_to=None)
    note(by=by, verb="concern.declined", row=row, school=row.school_id, now=now)
    name = Account.unscoped.get(pk=by.account).name
    notify(to=[hand.person], word=receipt_word(row, _("%(name)s现在不能接手") % {"name": name}), now=now)


def _offered(by: Viewer, concern: Concern) -> Hand:
    offered = Hand.unscoped.filter(concern=concern, offered_to=by.account, ended_at=None)
    hand = offered.select_related("person").first()
    if hand is None:
        raise NotOfferedError
    return hand


def _say(hand: Hand, reason: str) -> None:
    if not reason.strip():
        raise NothingSaidError
    hand.reason = reason.strip()
    hand.save(update_fields=["reason"])
