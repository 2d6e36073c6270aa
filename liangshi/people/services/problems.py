"""Why a service of people says no. The words stand in `people.templatetags.people_words`."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from liangshi.foundation.refusals import RefusalError


class NameTakenError(RefusalError):
    """Another row of the school has this name."""

    field = "name"


class NumberTakenError(RefusalError):
    """Another person of the school has this number."""

    field = "number"


class StillInUseError(RefusalError):
    """Other rows hang on the row that should go."""


class YearsOverlapError(RefusalError):
    """Two academic years would share a day."""


class DayTakenError(RefusalError):
    """The day has an entry of this name already."""


class HolidaysUnknownError(RefusalError):
    """The calendar of public holidays does not reach this year."""


class ClassTakenError(RefusalError):
    """The year has a class of this name, or of this number in the grade."""


class PromotionChangedError(RefusalError):
    """Classes or students changed after the preview was shown."""


class PromotionBlockedError(RefusalError):
    """A class has nowhere to go."""


class NotEnrolledError(RefusalError):
    """The student has left the school."""


class StillEnrolledError(RefusalError):
    """The student is at the school."""


class EarlierThanEnrolmentError(RefusalError):
    """The day lies before the student came into the present class."""

    field = "on"


class AlreadyMemberError(RefusalError):
    """The student is in the club already."""


class AlreadyGuardianError(RefusalError):
    """This guardian stands at this student already."""


class AlreadyDeclaredError(RefusalError):
    """This relative was declared already."""


class PostTakenError(RefusalError):
    """The person holds this post already."""


class AlreadyAppointedError(RefusalError):
    """The person holds this role now."""


class AlreadyEndedError(RefusalError):
    """The appointment had ended."""


class LastAdministratorError(RefusalError):
    """Nobody would be left who can administer the school."""


class PictureUnreadableError(RefusalError):
    """The file is not a picture that can be opened."""

    field = "photo"


class PictureTooLargeError(RefusalError):
    """The picture has more bytes or pixels than allowed."""

    field = "photo"


@contextmanager
def refusing(refusal: type[RefusalError]) -> Iterator[None]:
    """Turn a violated constraint of the database into the refusal that it means."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise refusal from error
