"""Forms of the duties app."""

from .changes import ExemptionForm, LeaveForm

__all__ = ["ExemptionForm", "LeaveForm"]
