"""What every service of a concern does first: lock it, and put in order what changed around it."""

from datetime import datetime

from liangshi.domain.escalation import Asked, Away, Left, MoveOn, OfferTo, People, left_behind
from liangshi.notices.services import notify
from liangshi.people.models import Account
from liangshi.wellbeing.choices import ConcernState, HandEnd
from liangshi.wellbeing.models import Concern, ConcernRun, Hand, KeptAway
from liangshi.wellbeing.queries.facts import SchoolAtWork, Standing, people_of, school_at_work, standing_of

from .words import moved_on_word, stand_in_offer_word


def locked(concern: int) -> Concern:
    """The concern as it is now, until the transaction ends; whoever changes anything of it holds this.

    Everybody locks in one order, or two would wait for each other: the concern, the school's chain, the rows of the
    ladder.
    """
    return Concern.unscoped.select_for_update().get(pk=concern)


def present_run(concern: Concern) -> ConcernRun:
    """The run that is open, or the last one."""
    run = ConcernRun.unscoped.select_related("scheme").filter(concern=concern).order_by("ordinal").last()
    assert run is not None
    run.concern = concern
    return run


def present_standing(concern: Concern, now: datetime) -> Standing:
    """How it stands, with everything around it in order."""
    at_work = school_at_work(concern.school_id, now)
    people = put_in_order(concern, at_work, now)
    return standing_of(present_run(concern), at_work, people)


def put_in_order(concern: Concern, at_work: SchoolAtWork, now: datetime) -> People:
    """Keep away who must be kept away by now, free it from hands that can hold it no longer; who may be told."""
    people = people_of(concern, at_work, now)
    keep_away(concern, people)
    hand = Hand.unscoped.filter(concern=concern, ended_at=None).first()
    if hand is not None and hand.person_id in people.excluded:
        end_hand(hand, HandEnd.KEPT_AWAY, max(now, hand.at))
    elif hand is not None and not _is_here(hand.person_id, at_work):
        end_hand(hand, HandEnd.GONE, max(now, hand.at))
    elif hand is not None and (away := at_work.staffing.away.get(hand.person_id)) is not None:
        _leave(hand, away, people, now)
    return people


def _leave(hand: Hand, away: Away, people: People, now: datetime) -> None:
    """Whoever has it is away: who stands in is asked once to take it over, or the next on the ladder is."""
    match left_behind(people, away, Left(hand.at, _asked(hand, away), hand.left_at), now):
        case OfferTo(person=person):
            Hand.unscoped.filter(pk=hand.pk).update(offered_to=person, left_by=away.key, left_at=now)
            word = stand_in_offer_word(hand.concern, hand.person.name)
            notify(to=Account.unscoped.filter(pk=person), word=word, now=now)
        case MoveOn():
            end_hand(hand, HandEnd.AWAY, max(now, hand.at))
            notify(to=[hand.person], word=moved_on_word(), now=now)


def _asked(hand: Hand, away: Away) -> Asked:
    if hand.offered_to_id is not None:
        return Asked.WAITING
    return Asked.DECLINED if hand.left_by_id == away.key else Asked.NOBODY


def keep_away(concern: Concern, people: People) -> None:
    """Store for whom the concern does not exist."""
    stored = KeptAway.unscoped.filter(concern=concern)
    before = set(stored.values_list("account", flat=True))
    stored.filter(account__in=before - people.excluded).delete()
    KeptAway.unscoped.bulk_create(
        KeptAway(school_id=concern.school_id, concern=concern, account_id=account)
        for account in sorted(people.excluded - before)
    )


def end_hand(hand: Hand, why: HandEnd, at: datetime) -> None:
    """It is in nobody's hands again."""
    if Hand.unscoped.filter(pk=hand.pk, ended_at=None).update(ended_at=at, ended=why):
        Concern.unscoped.filter(pk=hand.concern_id, state=ConcernState.IN_HANDS).update(state=ConcernState.RAISED)


def _is_here(account: int, at_work: SchoolAtWork) -> bool:
    if account in at_work.staffing.by_account:
        return True
    return bool(Account.unscoped.filter(pk=account, is_active=True, school=None).exists())
