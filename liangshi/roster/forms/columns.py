"""What each column means, as people correct it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from liangshi.domain.roster.fields import Kind, Target
from liangshi.domain.roster.grid import Sheet, letters
from liangshi.domain.roster.mapping import Column, SheetMapping, remap
from liangshi.domain.roster.words import as_text
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.roster.wording import kind_word, target_choices

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """A column on the page: letters, header, what stands below it, its choice."""

    letters: str
    header: str
    examples: str
    field: BoundField


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet on the page."""

    name: str
    kind: BoundField
    row: BoundField
    columns: tuple[ColumnEntry, ...]


class ColumnsForm(forms.Form):
    """Kind, header row and columns of each sheet. Another kind or header row begins the sheet anew."""

    def __init__(self, data: Any, *, sheets: Sequence[Sheet], mappings: Sequence[SheetMapping]) -> None:
        super().__init__(data)
        self.by_name = {sheet.name: sheet for sheet in sheets}
        self.mappings = tuple(mapping for mapping in mappings if self.by_name[mapping.sheet].lines)
        self.others = tuple(mapping for mapping in mappings if not self.by_name[mapping.sheet].lines)
        kinds = [("", kind_word("")), *((kind.value, kind_word(kind)) for kind in Kind)]
        for number, mapping in enumerate(self.mappings):
            last = self.by_name[mapping.sheet].lines[-1].number
            first = mapping.header_row or self.by_name[mapping.sheet].lines[0].number
            self.fields[f"s{number}_kind"] = forms.ChoiceField(
                label=_("这张表是"), choices=kinds, required=False, initial=mapping.kind or ""
            )
            self.fields[f"s{number}_row"] = forms.IntegerField(
                label=_("表头在第几行"), min_value=1, max_value=last, initial=first
            )
            for column in mapping.columns if mapping.kind else ():
                self.fields[f"s{number}_c{column.index}"] = self._column_field(mapping.kind, column)

    def _column_field(self, kind: Kind | None, column: Column) -> forms.ChoiceField:
        assert kind is not None
        choices = target_choices(kind)
        return forms.ChoiceField(
            label=column.header or letters(column.index), choices=choices, required=False,
            initial=column.target.code if column.target else "",
        )  # fmt: skip

    def sections(self) -> Iterator[SheetEntry]:
        """The sheets as the page shows them."""
        for number, mapping in enumerate(self.mappings):
            columns = tuple(
                ColumnEntry(
                    letters(column.index), column.header, self._examples(mapping, column.index),
                    self[f"s{number}_c{column.index}"],
                )
                for column in (mapping.columns if mapping.kind else ())
                if column.header or self._examples(mapping, column.index)
            )  # fmt: skip
            yield SheetEntry(mapping.sheet, self[f"s{number}_kind"], self[f"s{number}_row"], columns)

    def _examples(self, mapping: SheetMapping, index: int) -> str:
        begins = mapping.header_row + mapping.header_depth
        lines = [line for line in self.by_name[mapping.sheet].lines if line.number >= begins][:20]
        texts = dict.fromkeys(text for line in lines if (text := as_text(line.at(index))))
        return listed(list(texts)[:_EXAMPLES])

    def chosen(self) -> tuple[SheetMapping, ...]:
        """The mappings as chosen."""
        return (*(self._chosen(number, mapping) for number, mapping in enumerate(self.mappings)), *self.others)

    def _chosen(self, number: int, mapping: SheetMapping) -> SheetMapping:
        kind = Kind(self.cleaned_data[f"s{number}_kind"]) if self.cleaned_data[f"s{number}_kind"] else None
        row = self.cleaned_data[f"s{number}_row"]
        if kind is None:
            return replace(mapping, kind=None)
        if kind is not mapping.kind or row != mapping.header_row:
            return remap(self.by_name[mapping.sheet], kind, row)
        columns = tuple(
            replace(column, target=Target.from_code(code) if code else None)
            for column in mapping.columns
            for code in (self.cleaned_data[f"s{number}_c{column.index}"],)
        )
        return replace(mapping, columns=columns)

    def begins_anew(self) -> bool:
        """Whether a sheet was given another kind or header row, so that its columns should be looked at again."""
        pairs = zip(self.chosen(), (*self.mappings, *self.others), strict=True)
        return any(new.kind and (new.kind, new.header_row) != (old.kind, old.header_row) for new, old in pairs)
