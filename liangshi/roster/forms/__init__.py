"""Forms of the roster app."""

from .answers import AnswersForm, Question
from .columns import ColumnsForm
from .upload import UploadForm

__all__ = ["AnswersForm", "ColumnsForm", "Question", "UploadForm"]
