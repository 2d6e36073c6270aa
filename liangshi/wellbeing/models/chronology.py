"""What stands in a case: entries that are never edited, actions with owner and date, links between cases."""

from typing import Any, NoReturn

from django.db import models

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import Door, Row, ScopedQuerySet
from liangshi.foundation.sealing import SealedTextField
from liangshi.people.models import Account, Staff
from liangshi.wellbeing.case_choices import MUST_ANSWER, ActionKind, ActionState, EntryKind

from .cases import Case


class NeverEditedError(Exception):
    """Entries of a case are added below, never changed."""


class CaseEntryQuerySet(ScopedQuerySet["CaseEntry"]):
    """Entries follow their case; they cannot be changed."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(case__in=Case.unscoped.visible_to(viewer))

    def update(self, **kwargs: Any) -> NoReturn:
        """Never."""
        raise NeverEditedError

    def delete(self) -> NoReturn:
        """Never on its own; a case ends with its retention."""
        raise NeverEditedError


class CaseEntry(Row):
    """One entry of the chronology. `content` is JSON of the fields that its kind has (`queries.entries`)."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=16, choices=EntryKind)
    about = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="answers")
    happened_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    content = SealedTextField()

    objects = Door["CaseEntry"]()
    unscoped = CaseEntryQuerySet.as_manager()

    class Meta:
        ordering = ["happened_on", "written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=EntryKind.values), name="wellbeing_entry_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(kind__in=MUST_ANSWER) | models.Q(about__isnull=False),
                name="wellbeing_entry_answers_another",
            ),
        ]


class CaseActionQuerySet(ScopedQuerySet["CaseAction"]):
    """Actions follow their case."""

    def reach(self, viewer: Viewer) -> models.Q:
        return models.Q(case__in=Case.unscoped.visible_to(viewer))


class CaseAction(Row):
    """Something that one person does until a day; what came of it is an entry."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="actions")
    kind = models.CharField(max_length=8, choices=ActionKind, default=ActionKind.TASK)
    what = SealedTextField()
    assigned = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=ActionState, default=ActionState.OPEN)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    objects = Door["CaseAction"]()
    unscoped = CaseActionQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ActionKind.values), name="wellbeing_action_kind_known"),
            models.CheckConstraint(
                condition=models.Q(state=ActionState.OPEN, settled_at__isnull=True, settled_by__isnull=True)
                | models.Q(
                    state__in=(ActionState.DONE, ActionState.DROPPED),
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
                name="wellbeing_action_settled_by_somebody",
            ),
        ]


class CaseLinkQuerySet(ScopedQuerySet["CaseLink"]):
    """A link shows where both cases exist for the viewer."""

    def reach(self, viewer: Viewer) -> models.Q:
        cases = Case.unscoped.visible_to(viewer)
        return models.Q(first__in=cases, second__in=cases)


class CaseLink(models.Model):
    """Two cases that belong together; the lower key first."""

    first = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    linked_at = models.DateTimeField()
    linked_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")

    objects = Door["CaseLink"]()
    unscoped = CaseLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="wellbeing_case_link_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="wellbeing_case_link_order"),
        ]
