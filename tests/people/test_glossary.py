"""The glossary names what exists, and each thing once."""

import re
from collections import Counter
from pathlib import Path

from django.apps import apps

from liangshi.domain.access import Role

GLOSSARY = (Path(__file__).parents[2] / "docs/glossary.md").read_text(encoding="utf-8")


def named(pattern: str) -> set[str]:
    return set(re.findall(pattern, GLOSSARY))


def tables() -> set[str]:
    models = apps.get_models()
    return {f"{model._meta.app_label}.{model.__name__}" for model in models if model.__module__.startswith("liangshi.")}


def test_every_table_of_the_glossary_exists() -> None:
    mentioned = named(r"`([a-z]+\.[A-Z]\w+)`") - {"app.Model"}
    assert len(mentioned) > 30
    assert mentioned - tables() == set()


def test_every_table_of_people_stands_in_the_glossary() -> None:
    own = {table for table in tables() if table.startswith("people.")}
    assert own - named(r"`(people\.\w+)`") == set()


def test_every_role_stands_in_the_glossary_and_no_other() -> None:
    assert named(r"`Role\.([A-Z_]+)`") - {"X"} == {role.name for role in Role}


def test_each_chinese_word_is_explained_once() -> None:
    words = [line.split("|")[1].strip() for line in GLOSSARY.splitlines() if line.startswith("| ")]
    twice = [word for word, times in Counter(words).items() if times > 1 and word not in {"Chinese", "---"}]
    assert twice == []
