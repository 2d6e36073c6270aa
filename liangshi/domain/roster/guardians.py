"""Guardians of one student, as stored and as a file tells: joined without losing anybody."""

from collections.abc import Iterable
from dataclasses import replace

from .rows import GuardianEntry
from .words import Relation

_ONE_OF_EACH = frozenset({Relation.FATHER, Relation.MOTHER})


def joined(stored: tuple[GuardianEntry, ...], told: Iterable[GuardianEntry]) -> tuple[GuardianEntry, ...]:
    """The stored guardians with what the file says of them, then the new ones that have a telephone.

    Nobody is removed. Without a telephone, people of one name could not be told apart.
    """
    result = list(stored)
    open_places = set(range(len(stored)))
    waiting = []
    for entry in _once(told):
        at = _exact(result, open_places, entry)
        if at is None:
            waiting.append(entry)
            continue
        open_places.discard(at)
        result[at] = _updated(result[at], entry)
    for entry in waiting:
        at = _same_person(result, open_places, entry)
        if at is None:
            new = replace(entry, relation=entry.relation or Relation.OTHER)
            result += [new] if new.phone and new not in result else []
            continue
        open_places.discard(at)
        result[at] = _updated(result[at], entry)
    return tuple(result)


def _once(told: Iterable[GuardianEntry]) -> list[GuardianEntry]:
    """Each person of the file once, although two columns may name them, each of them in part."""
    people: list[GuardianEntry] = []
    for entry in told:
        at = next((at for at, known in enumerate(people) if _may_be(known, entry)), None)
        if at is None:
            people.append(entry)
        else:
            people[at] = _updated(people[at], entry)
    return [entry for entry in people if not any(_says(other, entry) for other in people)]


def _may_be(known: GuardianEntry, entry: GuardianEntry) -> bool:
    """Whether two entries share a name or a telephone and contradict each other in nothing."""
    names, phones = {known.name, entry.name} - {""}, {known.phone, entry.phone} - {""}
    relations = {known.relation, entry.relation} - {None}
    shared = (known.name == entry.name != "") or (known.phone == entry.phone != "")
    return shared and len(names) <= 1 and len(phones) <= 1 and len(relations) <= 1


def _says(whole: GuardianEntry, part: GuardianEntry) -> bool:
    """Whether one entry says all that another says, and more."""
    return whole != part and _updated(whole, part) == whole


def _exact(found: list[GuardianEntry], places: set[int], entry: GuardianEntry) -> int | None:
    """A stored guardian of whom the entry says nothing new."""
    return next((at for at in sorted(places) if _updated(found[at], entry) == found[at]), None)


def _same_person(found: list[GuardianEntry], places: set[int], entry: GuardianEntry) -> int | None:
    """The stored guardian with the same name or telephone, or the only father or mother."""
    for at in sorted(places):
        if entry.name and entry.name == found[at].name:
            return at
    for at in sorted(places):
        if entry.phone and entry.phone == found[at].phone:
            return at
    for at in sorted(places):
        if entry.relation in _ONE_OF_EACH and entry.relation is found[at].relation:
            return at
    return None


def _updated(stored: GuardianEntry, told: GuardianEntry) -> GuardianEntry:
    return GuardianEntry(told.name or stored.name, told.phone or stored.phone, told.relation or stored.relation)
