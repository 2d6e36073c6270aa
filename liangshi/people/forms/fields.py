"""Fields that several forms share: days, lists of words, people."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liangshi.domain.access import Viewer
from liangshi.foundation.templatetags.liangshi import listed, noted
from liangshi.people.models import Staff

if TYPE_CHECKING:
    pass

MAX_WORDS = 12
MAX_WORD_LENGTH = 20
_SEPARATORS = re.compile(r"[、,，;；/\n]+")


class _WordsWidget(forms.MultiWidget):
    """Boxes for the usual words, and a line for others."""

    use_fieldset = True

    def __init__(self, usual: Sequence[str]) -> None:
        self.usual = tuple(usual)
        boxes = forms.CheckboxSelectMultiple(choices=[(word, word) for word in usual])
        line = forms.TextInput(attrs={"placeholder": _("其他，用顿号隔开"), "aria-label": _("其他，用顿号隔开")})
        super().__init__([boxes, line])

    def decompress(self, value: Sequence[str] | None) -> list[Any]:
        words = list(value or ())
        others = [word for word in words if word not in self.usual]
        return [[word for word in words if word in self.usual], listed(others)]


class WordsField(forms.MultiValueField):
    """A short list of words: the usual ones ticked, others typed."""

    def __init__(self, *, usual: Sequence[str], label: Any, help_text: Any = "") -> None:
        boxes = forms.MultipleChoiceField(choices=[(word, word) for word in usual], required=False)
        line = forms.CharField(max_length=MAX_WORDS * (MAX_WORD_LENGTH + 1), required=False)
        super().__init__(
            (boxes, line), label=label, help_text=help_text, required=False, require_all_fields=False,
            widget=_WordsWidget(usual),
        )  # fmt: skip

    def prepare_value(self, value: Any) -> Any:
        """Stored words come as a plain list, which a widget of several parts would take for its parts."""
        sent = bool(value) and isinstance(value[0], list)
        return value if sent else self.widget.decompress(value)

    def compress(self, data_list: Sequence[Any]) -> tuple[str, ...]:
        if not data_list:
            return ()
        typed = [word.strip() for word in _SEPARATORS.split(data_list[1] or "")]
        words = tuple(dict.fromkeys([*(data_list[0] or ()), *(word for word in typed if word)]))
        if len(words) > MAX_WORDS:
            raise forms.ValidationError(_("最多填 %(most)s 项。"), params={"most": MAX_WORDS})
        if any(len(word) > MAX_WORD_LENGTH for word in words):
            raise forms.ValidationError(_("每项最多 %(most)s 个字。"), params={"most": MAX_WORD_LENGTH})
        return words


class StaffField(forms.ModelChoiceField):  # type: ignore[type-arg] # generic only in the stubs
    """A colleague; `offer` says whose colleagues."""

    def __init__(self, *, label: Any, required: bool = True, help_text: Any = "") -> None:
        super().__init__(
            queryset=Staff.unscoped.none(), label=label, required=required, help_text=help_text,
            to_field_name="public_id", empty_label=_("未定") if not required else _("请选择"),
        )  # fmt: skip

    def offer(self, viewer: Viewer) -> None:
        """Offer those who work at the viewer's school now."""
        self.queryset = Staff.objects.visible_to(viewer).filter(left_on=None)

    def label_from_instance(self, obj: Staff) -> str:
        return noted(obj.name, obj.subjects)
