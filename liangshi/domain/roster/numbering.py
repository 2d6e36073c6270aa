"""Numbers for people whom a roster names without one."""

from collections.abc import Iterable, Iterator


def free_numbers(taken: Iterable[str], prefix: str, width: int) -> Iterator[str]:
    """prefix0001, prefix0002 and so on, without those that somebody has."""
    used = set(taken)
    count = 0
    while True:
        count += 1
        number = f"{prefix}{count:0{width}}"
        if number not in used:
            yield number
