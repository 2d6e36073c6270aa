"""Cards about duties: what today asks, and who was missed lately for those who follow duties."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from liangshi.domain.access import Capability, Viewer
from liangshi.domain.duties import State
from liangshi.duties.queries import AT_MOST, Thing, next_due, owed
from liangshi.duties.queries.board import Board, board
from liangshi.duties.queries.words import when
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.records.queries.next_steps import steps_due

from .at_hand import AtHand
from .cards import Act, Card, Line

NAMES_SHOWN = 4
CLAUSES_SHOWN = 5
SOON = timedelta(weeks=3)
"""What is due later stands on the own page only."""


def today_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """At most five things: steps whose day has come, then duties, what a moment opened first."""
    steps = [Line(step.text, reverse("records:entry", args=[step.entry])) for step in steps_due(viewer, now)]
    everything = owed(hand.near, viewer.staff, hand.today) if hand.near else ()
    url = reverse("duties:mine")
    soon = [thing for thing in everything if thing.due <= hand.today + SOON]
    lines = [*steps, *(Line(_sentence(thing, when(thing.due, hand.today)), url) for thing in soon)][:AT_MOST]
    if not lines:
        return
    more = len(steps) + len(everything) - len(lines)
    act = Act(_("还有 %(n)s 件，不急") % {"n": more}, url) if more > 0 else None
    yield Card(_("今天"), tuple(lines), act)


def _sentence(thing: Thing, due: str) -> str:
    names = [student.name for student in thing.students] or [group.name for group in thing.groups]
    said = listed(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        said = _("%(names)s等 %(n)s 人") % {"names": said, "n": len(names)}
    if not said:
        return _("%(title)s · %(due)s") % {"title": thing.title, "due": due}
    return _("%(title)s：%(names)s · %(due)s") % {"title": thing.title, "names": said, "due": due}


def next_due_marks(hand: AtHand, students: frozenset[int]) -> Mapping[int, Line]:
    """What is due next beside each of the mentor's students."""
    url = reverse("duties:mine")
    return {
        key: Line(_("%(title)s · %(due)s") % {"title": found.title, "due": when(found.due, hand.today)}, url)
        for key, found in (next_due(hand.near, students) if hand.near else {}).items()
        if found.state is State.OPEN
    }


def missed_card(viewer: Viewer, now: datetime, hand: AtHand) -> Iterator[Card]:
    """For homeroom teacher, grade lead, coordinator and principal: what was missed in the last two weeks, and where."""
    if not viewer.can(Capability.FOLLOW_DUTIES):
        return
    found = board(viewer, hand.rules.year, hand.rules.clauses, hand.today) if hand.rules else Board()
    if not found.rows:
        return
    lines = tuple(_missed(found))
    act = Act(_("按班看"), reverse("duties:board"))
    if not lines:
        yield Card(_("谁还没有顾上"), (Line(_("最近两周该做的都做了。")),), act)
        return
    yield Card(_("谁还没有顾上"), lines[:CLAUSES_SHOWN], act)


def _missed(found: Board) -> Iterator[Line]:
    """A line for each clause, in the order of the scheme, with the classes concerned."""
    for column in found.columns:
        if not column.total.missed:
            continue
        rows = [row for row in found.rows for one, figure in row.cells if one is column and figure.missed]
        words = {"title": column.title, "n": column.total.missed}
        if len(rows) == 1:
            url = f"{reverse('duties:class', args=[rows[0].group.public_id])}?rule={column.rule}"
            yield Line(_("%(title)s：近两周缺 %(n)s 次，在%(name)s") % {**words, "name": rows[0].group.name}, url)
        else:
            said = _("%(title)s：近两周缺 %(n)s 次，涉及 %(classes)s 个班") % {**words, "classes": len(rows)}
            yield Line(said, reverse("duties:board"))
