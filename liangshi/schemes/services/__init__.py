"""Writing and publishing a scheme."""

from .drafts import DraftChangedError, UnsoundSchemeError, save_draft, start_draft
from .publishing import NothingToPublishError, publish_draft

__all__ = [
    "DraftChangedError",
    "NothingToPublishError",
    "UnsoundSchemeError",
    "publish_draft",
    "save_draft",
    "start_draft",
]
