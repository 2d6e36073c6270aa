"""Finding people by what somebody types."""

from django.db.models import Q

from liangshi.domain.name_search import pinyin_pattern

MAX_TYPED = 40


def named(text: str, *, numbered: bool = True) -> Q:
    """The condition that a person's name, pinyin, initials or number is what was typed."""
    typed = text.strip()[:MAX_TYPED]
    found = Q(name__icontains=typed)
    if numbered:
        found |= Q(number__istartswith=typed)
    pattern = pinyin_pattern(typed)
    if pattern is not None:
        found |= Q(sort_key__regex=pattern)
    return found
