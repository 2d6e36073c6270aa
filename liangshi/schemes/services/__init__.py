"""Writing and publishing a scheme."""

from .amending import amend
from .drafts import DraftChangedError, UnsoundSchemeError, save_draft, start_draft
from .publishing import NothingToPublishError, publish_draft

__all__ = [
    "DraftChangedError",
    "NothingToPublishError",
    "UnsoundSchemeError",
    "amend",
    "publish_draft",
    "save_draft",
    "start_draft",
]
