"""What the papers of a school are composed from, besides the scheme: names, dates, the leadership group."""

import re
from dataclasses import dataclass
from datetime import date

from liangshi.domain.scheme import Scheme

LONG_TITLE = 18
"""Characters of a title that fit one line."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the leadership group, who holds it, and what the holder does."""

    post: str
    name: str
    charge: str


@dataclass(frozen=True, slots=True)
class Level:
    """A level of the school and what it does for the mentor system."""

    name: str
    charge: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A version of a scheme with what a printed paper says around it."""

    school: str
    scheme: Scheme
    ordinal: int
    valid_from: date
    published_on: date
    frame_title: str = ""
    posts: tuple[Post, ...] = ()
    levels: tuple[Level, ...] = ()

    def titled(self, paper: str) -> str:
        """The school's name above the name of the paper."""
        return f"{self.school}\n{paper}"

    @property
    def scheme_title(self) -> str:
        """The title of the scheme, with the school's name above it once."""
        title = self.scheme.header.title.removeprefix(self.school)
        if len(title) > LONG_TITLE:
            title = re.sub("(（[^（）]+）)$", r"\n\1", title)
        return self.titled(title)

    @property
    def in_force(self) -> Scheme:
        """The scheme as it holds on its first day."""
        return self.scheme.on(max(self.valid_from, self.scheme.header.valid_from))
