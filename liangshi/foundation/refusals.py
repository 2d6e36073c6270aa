"""What a service says when it will not do something."""

from typing import ClassVar


class RefusalError(Exception):
    """The act is refused and nothing was changed; each reason is a class of its own, the words live at the edge.

    `field` says which field of a form it belongs to; `facts` are what the words mention.
    """

    field: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts


class OvertakenError(RefusalError):
    """Somebody was quicker with the same text; `revision` stands now, and who was told may save again."""

    def __init__(self, *, revision: int, **facts: object) -> None:
        super().__init__(**facts)
        self.revision = revision
