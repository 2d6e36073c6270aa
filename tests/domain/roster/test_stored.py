"""Stored values are compared in the form that a cell can tell."""

from hypothesis import given
from hypothesis import strategies as st

from liangshi.domain.roster.stored import staff_as_told, student_as_told

from .making import guardian, stored_staff, stored_student

WRITTEN = st.text("张三王任 \u3000\u200b\nAbＡＢ12１２·•、,，;-'’＋+.eE()（）无/|=\"", max_size=12)
TEXTS = st.lists(WRITTEN, max_size=3).map(tuple)


def test_stray_spaces_and_line_breaks_are_no_difference():
    row = staff_as_told(stored_staff(1, "王 伟", "T 1", words="你好\n世界", phone="199-0000-0001", title="无").row)
    assert (row.name, row.number, row.words, row.phone, row.title) == ("王伟", "T1", "你好 世界", "19900000001", "")


def test_an_unusual_number_or_telephone_stays_as_it_is():
    row = student_as_told(stored_student(1, "王伟", "1E17", guardians=(guardian("刘某", "内线 12"),)).row)
    assert (row.number, row.guardians[0].phone) == ("1E17", "内线 12")


@given(name=WRITTEN, interests=TEXTS, number=WRITTEN, words=WRITTEN)
def test_the_form_is_final(name, interests, number, words):
    once = student_as_told(stored_student(1, name, number, interests=interests).row)
    assert student_as_told(once) == once
    told = staff_as_told(stored_staff(1, name, number, subjects=interests, words=words, phone=words).row)
    assert staff_as_told(told) == told
