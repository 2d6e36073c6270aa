"""The project as an app: system checks and wiring."""

from django.apps import AppConfig


class ProjectConfig(AppConfig):
    """Project."""

    name = "liangshi.project"
    label = "project"
