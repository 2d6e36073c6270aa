"""Writing and publishing a scheme."""

from .amending import amend, without_examples
from .drafts import DraftChangedError, UnsoundSchemeError, save_draft, start_draft
from .publishing import ExamplesFailError, NothingToPublishError, publish_draft

__all__ = [
    "DraftChangedError",
    "ExamplesFailError",
    "NothingToPublishError",
    "UnsoundSchemeError",
    "amend",
    "publish_draft",
    "save_draft",
    "start_draft",
    "without_examples",
]
