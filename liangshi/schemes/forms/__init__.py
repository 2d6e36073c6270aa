"""Forms of the schemes app."""

from .guided import GuidedForm
from .plain import PublishForm, StartForm, TextForm

__all__ = ["GuidedForm", "PublishForm", "StartForm", "TextForm"]
