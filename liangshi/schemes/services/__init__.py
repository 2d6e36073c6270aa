"""Writing and publishing a scheme, filing it with the bureau, templates of its papers."""

from .amending import amend, of_bureau, of_school, without_examples
from .drafts import DraftChangedError, UnsoundSchemeError, save_draft, start_draft
from .filing import (
    FiledAlreadyError,
    FilingMovedError,
    NothingAskedError,
    OlderThanFiledError,
    UnknownClauseError,
    comment,
    decide,
    file_version,
)
from .publishing import ExamplesFailError, NothingToPublishError, publish_draft
from .templates import set_aside, upload_template, use_template

__all__ = [
    "DraftChangedError",
    "ExamplesFailError",
    "FiledAlreadyError",
    "FilingMovedError",
    "NothingAskedError",
    "NothingToPublishError",
    "OlderThanFiledError",
    "UnknownClauseError",
    "UnsoundSchemeError",
    "amend",
    "comment",
    "decide",
    "file_version",
    "of_bureau",
    "of_school",
    "publish_draft",
    "save_draft",
    "set_aside",
    "start_draft",
    "upload_template",
    "use_template",
    "without_examples",
]
