"""What is wrong with a market: every problem at once, as codes with parameters and a place, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

CURES: Mapping[str, str] = {
    "unknown_format": "the document must say format {expected}",
    "unknown_field": "there is no field {field} here; leave it out or correct its name",
    "not_an_object": "an object is expected here",
    "not_a_list": "a list is expected here",
    "not_a_text": "a text that is not empty is expected here",
    "not_a_number": "a whole number from {low} to {high} is expected here",
    "not_true_or_false": "true or false is expected here",
    "no_such_entry": "this must be an index below {count}",
    "bar_in_name": "{name} contains a bar |, which the draw needs to itself; use another name",
    "not_nfc": "some text is not in Unicode NFC; normalise the whole document before its digest is announced",
    "not_unicode": "some text is no valid Unicode",
    "commit_differs": "the market is not the one that was announced: its digest is {computed}",
    "category_count": "from 1 to {most} categories can be told apart",
    "reserved_group": "the empty name stands for the quota itself; give the group another name",
    "unknown_group": "mentor {mentor} has a cap for {group}, which is not among the groups",
    "crossing_groups": (
        "the sub-quotas {one} and {other} of mentor {mentor} overlap and neither contains the other, "
        "so a stable outcome may not exist; let each child count in one of them only, or make one part of the other"
    ),
    "unknown_mentor": "there is no mentor {mentor}",
    "unknown_student": "there is no student {student}",
    "duplicate_mentor": "mentor {mentor} stands here twice",
    "duplicate_student": "{student} stands here twice; two needs of one child are two lines of different tracks",
    "duplicate_in_row": "a mentor stands in this row twice",
    "wished_twice": "mentor {mentor} is wished for twice; keep the better place",
    "ranked_twice": "student {student} is ranked twice; keep one place",
    "ranking_too_long": "more are ranked than there are students",
    "tie_too_small": "an inner list is a tie and needs two or more; write a single one without a list",
    "list_too_long": "{count} wishes, but at most {most} are allowed",
    "too_many_declines": "mentor {mentor} declines more than the {most} that are allowed",
    "reason_missing": "{who} is left out without a reason; write one",
    "minimum_above_quota": "mentor {mentor} is to have at least {minimum} but at most {quota}",
    "tracks_overlap": "the lines of {student} have an eligible mentor in common; give each track its own mentors",
    "not_a_pair": "a pair of student and mentor is expected here",
    "kept_twice": "this pair is kept twice",
    "kept_not_eligible": "{student} and {mentor} are kept, but the pair is not eligible; make it so or let it go",
    "kept_above_need": "more mentors of {student} are kept than the {need} needed",
    "kept_above_cap": "{mentor} keeps more students than the {cap} places of group {group!r}; raise it or let some go",
    "unknown_kind": "there is no kind of fit term called {kind}",
    "duplicate_term": "two fit terms are called {term}",
    "fit_too_large": "weights times most add up to {sum}; at most {most} are allowed",
}
"""By code, in plain words; `docs/matching-format.md` lists the same codes. Words for schools live at the edge."""


class Problem(NamedTuple):
    """One thing to mend."""

    code: str
    path: str
    params: Mapping[str, str | int]

    def __str__(self) -> str:
        return f"{self.path}: {CURES[self.code].format(**self.params)} ({self.code})"


class MarketErrors(ValueError):  # noqa: N818 - it carries all of them
    """The market cannot be built; `problems` names everything found, in order of the document."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in problems))
