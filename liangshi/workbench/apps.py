"""The workbench app."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Workbench."""

    name = "liangshi.workbench"
    label = "workbench"
