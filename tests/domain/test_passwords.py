"""Weak passwords are refused with the reason; good ones are not."""

import pytest

from liangshi.domain.passwords import Owner, Weakness, weaknesses

XIAOMING = Owner(
    names=frozenset({"zhaoxiaoming", "xiaoming", "zhaoxm", "zxm", "xiaomingzhao", "zhao", "赵小明", "小明"}),
    schools=frozenset({"qingheshimingdezhongxue", "mingdezhongxue", "mingde", "mdzx", "明德中学", "清河市明德中学"}),
    numbers=frozenset({"S1001"}),
    phones=frozenset({"19900000001"}),
)


@pytest.mark.parametrize(
    "password",
    [
        "梧桐-river-29",
        "Tingyu#72lou",
        "春江潮水连海平海上明月",
        "correct horse battery",
        "k7mp-3xqa-9rtw",
        "mhtds2025fyxx!Q",
        "yuhou20100312caihong",
    ],
)
def test_a_password_that_nobody_guesses_may_be_used(password: str) -> None:
    assert weaknesses(password, XIAOMING) == ()


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ab7#K", Weakness.SHORT),
        ("plmtrwqk", Weakness.SHORT),
        ("11111111111", Weakness.MONOTONOUS),
        ("12345678910", Weakness.RUN),
        ("1qaz2wsx3edc", Weakness.RUN),
        ("qwertyuiop99", Weakness.RUN),
        ("0987654321qw", Weakness.RUN),
        ("1q2w3e4r5t", Weakness.RUN),
        ("20100312xm", Weakness.BIRTHDAY),
        ("2010-03-12ab", Weakness.BIRTHDAY),
        ("P@ssw0rd2026", Weakness.COMMON),
        ("woaini5201314", Weakness.COMMON),
        ("zhaoxiaoming", Weakness.NAME),
        ("zhaoxiaoming2010", Weakness.NAME),
        ("Zxm20100312!", Weakness.NAME),
        ("zhaoxm_2010", Weakness.NAME),
        ("赵小明20100312", Weakness.NAME),
        ("xiaomingzhao99", Weakness.NAME),
        ("S1001s1001", Weakness.NUMBER),
        ("19900000001", Weakness.PHONE),
        ("a19900000001", Weakness.PHONE),
        ("mingdezhongxue1", Weakness.SCHOOL),
        ("mdzx2026mdzx", Weakness.SCHOOL),
        ("明德中学2026级", Weakness.SCHOOL),
    ],
)
def test_what_others_would_try_is_refused_with_its_reason(password: str, reason: Weakness) -> None:
    assert reason in weaknesses(password, XIAOMING)


def test_eight_letters_are_enough_with_three_kinds_of_letters() -> None:
    assert weaknesses("tK7#vq2m", Owner()) == ()
    assert weaknesses("tk7mvq2m", Owner()) == (Weakness.SHORT,)


def test_the_own_name_beside_enough_of_something_else_is_no_reason() -> None:
    assert weaknesses("zhaoxiaoming-likes-tall-ships", XIAOMING) == ()
