"""Forms of the schemes app."""

from .guided import GuidedForm
from .plain import PublishForm, RevisionForm, StartForm, TextForm

__all__ = ["GuidedForm", "PublishForm", "RevisionForm", "StartForm", "TextForm"]
