"""The escalation engine: who is told next of a concern, when it climbs, and whose turn it is at any moment.

    ladder_of(scheme, level, day)                         the rungs that the school's scheme asks for
    next_step(facts, ladder, people, calendar, now)       what is to be done now, one step at a time
    wakes_at(facts, ladder, people, calendar, now)        when to ask again
    owner(facts, ladder, people, calendar)                whose turn it is; an open concern always has one
    take(facts, people, person, now)                      the first to take it in hand does, the second is told
    give_back(facts, people, now)                         it is nobody's again, and the next is asked at once
    left_behind(people, away, left, now)                  what becomes of it while its holder is away
    receipt(facts)                                        received, in hands, done: for who raised it

A step is decided from what is recorded, never from what was decided before: whoever is interrupted between the two
asks again and gets the same step. Ids of persons are keys of accounts; moments are aware.
"""

from .days import SHANGHAI, Moment, NaiveMomentError, SchoolDays, ends
from .deciding import next_step, owner, wakes_at
from .facts import Climbed, Facts, Hand, Telling
from .ladder import Ladder, Level, Rung, built_in, ladder_of, levels_of
from .leaving import Asked, Away, Left, MoveOn, OfferTo, left_behind
from .owners import Owner, Ownership
from .people import LAST_RESORT, People, Person, went_away_after
from .receipt import Receipt, Stage, receipt
from .steps import Climb, DeadChannel, NobodyLeft, Step, Tell, Why
from .taking import AlreadyInHand, Closed, NotOnPath, Taken, give_back, take

__all__ = [
    "LAST_RESORT",
    "SHANGHAI",
    "AlreadyInHand",
    "Asked",
    "Away",
    "Climb",
    "Climbed",
    "Closed",
    "DeadChannel",
    "Facts",
    "Hand",
    "Ladder",
    "Left",
    "Level",
    "Moment",
    "MoveOn",
    "NaiveMomentError",
    "NobodyLeft",
    "NotOnPath",
    "OfferTo",
    "Owner",
    "Ownership",
    "People",
    "Person",
    "Receipt",
    "Rung",
    "SchoolDays",
    "Stage",
    "Step",
    "Taken",
    "Tell",
    "Telling",
    "Why",
    "built_in",
    "ends",
    "give_back",
    "ladder_of",
    "left_behind",
    "levels_of",
    "next_step",
    "owner",
    "receipt",
    "take",
    "wakes_at",
    "went_away_after",
]
