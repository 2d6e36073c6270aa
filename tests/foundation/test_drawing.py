"""Forms are drawn with few nodes, and nothing that somebody typed becomes markup."""

from datetime import timedelta

import pytest
from django import forms
from django.test import override_settings
from django.utils import timezone

from liangshi.access.sessions import SessionStore
from liangshi.foundation.forms import Prose
from liangshi.project.assets import AssetStorage

ODD = '<b>"甲&乙"</b>'


class _Form(forms.Form):
    several = forms.MultipleChoiceField(
        choices=[(ODD, ODD), ("c", "丙")], label="几个", widget=forms.CheckboxSelectMultiple
    )
    one = forms.ChoiceField(choices=[("x", ODD)], label="一个", widget=forms.RadioSelect)
    line = forms.CharField(
        label="一行", required=False, widget=forms.TextInput(attrs={"data-words": ODD, "hidden": False})
    )
    text = forms.CharField(label="几行", widget=forms.Textarea)


def test_what_was_typed_stays_text_in_every_widget() -> None:
    page = _Form({"several": [ODD], "line": ODD, "text": ODD}).as_div()
    assert "<b>" not in page
    assert page.count("&lt;b&gt;") >= 6
    assert " hidden" not in page


def test_the_chosen_box_is_ticked_and_labels_belong_to_their_boxes() -> None:
    page = str(_Form({"several": ["c"], "text": "x"})["several"])
    assert page.count(" checked") == 1
    assert '<label for="id_several_1"><input type="checkbox" name="several" value="c" id="id_several_1" checked' in page


def test_an_error_is_shown_beside_its_field_and_only_there() -> None:
    assert str(_Form({})).count('class="errorlist"') == 3
    assert 'class="errorlist"' not in str(_Form())


def test_a_long_text_is_never_cut_by_the_browser_and_its_limit_is_told() -> None:
    class Long(forms.Form):
        text = Prose(label="几行", max_length=5)

    pasted = Long({"text": "六个字也不少"})
    page = str(pasted)
    assert "maxlength" not in page
    assert "最多写 5 字，现在是 6 字" in page
    assert "六个字也不少" in page
    assert Long({"text": "五个字刚好"}).is_valid()


@pytest.mark.django_db
def test_a_session_is_read_until_it_runs_out() -> None:
    kept = SessionStore()
    kept["word"] = "暗号"
    kept.save()
    assert SessionStore(kept.session_key)["word"] == "暗号"
    kept.model.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    late = SessionStore(kept.session_key)
    assert "word" not in late
    assert late.session_key is None
    assert "word" not in SessionStore("nobody-has-this-key")


@override_settings(DEBUG=False)
def test_the_address_of_a_file_follows_what_was_gathered_last() -> None:
    storage = AssetStorage()
    storage.hashed_files = {"a.css": "a.1.css"}
    assert storage.url("a.css").endswith("a.1.css")
    storage.hashed_files = {"a.css": "a.2.css"}
    list(storage.post_process({}))
    storage.hashed_files = {"a.css": "a.2.css"}
    assert storage.url("a.css").endswith("a.2.css")
