"""What every rule of a scheme carries: its source, the operator's reading, its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from liangshi.domain.scheme.vocabulary import GapKind, TimeUnit


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a string that must name something declared elsewhere in the document."""

    kind: str


Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
RuleId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Text = Annotated[str, Field(min_length=1)]
Count = Annotated[int, Field(ge=1)]
Days = Annotated[int, Field(ge=0)]
Percent = Annotated[float, Field(ge=0, le=100)]
Points = float
DayOfYear = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]

DocumentRef = Annotated[str, Names("document")]
RoleRef = Annotated[Key, Names("role")]
CategoryRef = Annotated[Key, Names("category")]
LevelRef = Annotated[Key, Names("level")]
GuidanceRef = Annotated[Key, Names("guidance")]
DutyRef = Annotated[RuleId, Names("duty")]
FormRef = Annotated[RuleId, Names("form")]
SurveyRef = Annotated[RuleId, Names("survey")]
LineRef = Annotated[RuleId, Names("line")]
AnyRuleRef = Annotated[RuleId, Names("rule")]


def broken(code: str, **parameters: str | int) -> PydanticCustomError:
    """A problem of our own making, told by code and parameters; words live at the edge."""
    return PydanticCustomError(f"scheme_{code}", "{code}", {"code": code, **parameters})


class Part(BaseModel):
    """A frozen piece of a scheme that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, use_attribute_docstrings=True)


class Source(Part):
    """Where a rule was taken from, word for word."""

    document: DocumentRef
    """key of the document, as declared in `documents`"""
    place: Text
    """where the words stand in it, e.g. 六(三)2"""
    words: Text
    """the exact words of the clause"""


class Gap(Part):
    """A contradiction or a hole in the source, shown to the owner and never repaired silently."""

    kind: GapKind = GapKind.CONTRADICTION
    """contradiction, missing, unclear or cut_off"""
    stated: Text
    """what the source says"""
    found: Text
    """what is found instead"""
    question: Text
    """what the owner of the scheme has to decide"""
    decision: str = ""
    """what the owner decided; empty while it is open"""


class Keep(Part):
    """The owner keeps a clause although the linter warns of it."""

    warning: Key
    """code of the warning that is answered"""
    reason: Text
    """why the clause is kept"""
    by: Text
    """who decided it"""
    on: date
    """the day of the decision"""


class TimeLimit(Part):
    """Within what time: `{ unit = "at_once" }` or `{ amount = 30, unit = "minutes" }`."""

    unit: TimeUnit
    """at_once, minutes, hours, same_day, days, school_days, weeks"""
    amount: Count | None = None
    """how many of the unit; none for at_once and same_day"""

    @model_validator(mode="after")
    def _amount_fits_unit(self) -> TimeLimit:
        alone = self.unit in (TimeUnit.AT_ONCE, TimeUnit.SAME_DAY)
        if alone == (self.amount is not None):
            raise broken("time_limit_amount", unit=self.unit.value)
        return self


def _one_or_many(value: Any) -> Any:
    if isinstance(value, (Mapping, Source)):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


Sources = Annotated[tuple[Source, ...], BeforeValidator(_one_or_many), Field(min_length=1)]


class Rule(Part):
    """An operative rule. Its id never changes; its content changes from a date on."""

    id: RuleId
    """stable id, unique in the document among rules in force on one day"""
    title: Text
    """short Chinese name, shown on screen"""
    source: Sources
    """one source, or a list of them"""
    reading: Text
    """how the operator reads the clause, in one or two sentences"""
    wording: str = ""
    """the clause as the printed scheme says it; empty: composed from the rule"""
    gap: Gap | None = None
    """a contradiction or a hole in the source"""
    fills: RuleId | None = None
    """id of the frame's rule which this one fills in"""
    valid_from: date | None = None
    """first day in force; none means from the start of the scheme"""
    valid_until: date | None = None
    """first day no longer in force; none means to the end of the scheme"""
    keeps: tuple[Keep, ...] = ()
    """answers to warnings of the linter"""

    @model_validator(mode="after")
    def _dates_in_order(self) -> Rule:
        if self.valid_from and self.valid_until and self.valid_until <= self.valid_from:
            raise broken("dates_reversed", start=str(self.valid_from), end=str(self.valid_until))
        return self

    def in_force(self, day: date) -> bool:
        """Whether the rule holds on that day; the end date itself no longer counts."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_until is None or day < self.valid_until)

    def overlaps(self, other: Rule) -> bool:
        """Whether there is a day on which both rules are in force."""
        first = (self.valid_from or date.min) < (other.valid_until or date.max)
        return first and (other.valid_from or date.min) < (self.valid_until or date.max)
