"""When each scheduled job is due, how it went, and which workers are alive. No rows about people."""

from django.db import models


class ScheduledJob(models.Model):
    """One line of the schedule; a worker claims it by moving `due_at` on with compare-and-set.

    While it runs, `renewed_at` says when its worker was last heard of; it is without a value as soon as it has ended.
    """

    name = models.CharField(max_length=60, unique=True)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    renewed_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)


class Heartbeat(models.Model):
    """The last sign of life of a worker."""

    worker = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()
