"""The sign-in form."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from liangshi.access.services.sign_in import Typed
from liangshi.foundation.templatetags.liangshi import listed
from liangshi.people.queries.accounts import Place

NAMED_IN_ERROR = 8


class PlaceInput(forms.TextInput):
    """A text field that suggests the names of all places and is searched as one types."""

    template_name = "access/widgets/place.html"

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__(attrs={"list": "places", "autocomplete": "organization"})
        self.places = places

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, value, attrs) | {"places": self.places}


class SignInForm(forms.Form):
    """School where it is not known yet, name or number, password."""

    who = forms.CharField(
        label=_("姓名或编号"),
        help_text=_("学生填学号，老师填工号，家长填手机号；也可以填姓名。"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username webauthn", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        strip=False,
    )

    def __init__(self, *args: Any, places: Sequence[Place], known: Place | None, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.known, self.address = places, known, address
        if known is None:
            self.fields = {"place": self._place_field(), **self.fields}

    def _place_field(self) -> forms.CharField:
        return forms.CharField(
            label=_("学校"),
            help_text=_("输入几个字，再从列出的学校里选。教育局的老师请选所在的教育局。"),
            max_length=80,
            widget=PlaceInput(self.places),
        )

    def clean_who(self) -> str:
        """Without blanks and full-width letters, as phones like to write them."""
        return "".join(unicodedata.normalize("NFKC", str(self.cleaned_data["who"])).split())

    def clean_place(self) -> Place:
        """The one place whose name this is, or whose name alone contains it."""
        words = str(self.cleaned_data["place"]).strip()
        found = [place for place in self.places if place.name == words]
        found = found or [place for place in self.places if words in place.name]
        if not found:
            raise forms.ValidationError(gettext("没有找到这所学校，请检查名称。"))
        if len(found) > 1:
            names = listed(place.name for place in found[:NAMED_IN_ERROR])
            raise forms.ValidationError(gettext("有几所学校都含有这几个字，请写全一些：%(names)s") % {"names": names})
        return found[0]

    def typed(self) -> Typed:
        """What was typed, frozen."""
        cleaned = self.cleaned_data
        return Typed(
            place=self.known or cleaned["place"],
            who=cleaned["who"],
            password=cleaned["password"],
            address=self.address,
        )
