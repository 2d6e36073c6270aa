"""What a service of this app says when it will not do something."""


class RefusalError(Exception):
    """The act is refused and nothing was changed; each reason is a class of its own, the words live at the edge."""


class NotYoursError(RefusalError):
    """The row is not the viewer's to act on."""


class MovedError(RefusalError):
    """Somebody, or the same person elsewhere, changed the row in the meantime."""


class NothingWrittenError(RefusalError):
    """There is no word in it."""


class NoMentorError(RefusalError):
    """The student has no mentor today."""
