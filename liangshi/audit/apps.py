"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit."""

    name = "liangshi.audit"
    label = "audit"
