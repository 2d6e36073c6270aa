"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Jobs."""

    name = "liangshi.jobs"
    label = "jobs"
