"""`liangshi audit verify`: is the chain of each school whole, and still the one of which marks were kept?"""

import os
from collections.abc import Sequence

import django


def main(arguments: Sequence[str]) -> int:
    """Check every chain, and the marks given; 1 where one is broken, 2 for wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    django.setup()
    from liangshi.project.chains import Mark, chain_states, lost_marks  # noqa: PLC0415 - needs the apps

    kept = [Mark.of(written) for written in arguments[1:]]
    if arguments[:1] != ["verify"] or None in kept:
        print("usage: liangshi audit verify [MARK …]")  # noqa: T201
        return 2
    states, lost = chain_states(), lost_marks(mark for mark in kept if mark is not None)
    for state in states:
        print(_line(state.name, state.broken, str(state.mark), state.mark.length))  # noqa: T201
    for mark in lost:
        print(f"{mark} 找不到了：这条记录之后被整条改写过，请保留数据库并联系维护人员。")  # noqa: T201
    if not lost and all(state.broken is None for state in states):
        print("各校的操作记录完整，没有被改动。请把上面的印记抄在系统之外，下次连同命令一起输入。")  # noqa: T201
        return 0
    return 1


def _line(name: str, broken: int | None, mark: str, length: int) -> str:
    if broken is not None:
        return f"{name}: 第 {broken} 条记录起不完整，请保留数据库并联系维护人员。"
    return f"{name}: {length} 条，完整。印记 {mark}"
