"""What a service around cases says when it will not do something."""


class CaseRefusalError(Exception):
    """The act is refused and nothing was changed; each reason is a class of its own, the words live at the edge."""
