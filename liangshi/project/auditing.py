"""`liangshi audit verify`: is the chain of each school whole?"""

import os
from collections.abc import Sequence

import django


def main(arguments: Sequence[str]) -> int:
    """Check every chain; 1 where one is broken, 2 for wrong usage."""
    if list(arguments) != ["verify"]:
        print("usage: liangshi audit verify")  # noqa: T201
        return 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    django.setup()
    from liangshi.project.chains import broken_chains  # noqa: PLC0415 - needs the apps

    broken = broken_chains()
    for school, position in broken:
        print(f"{school}: 第 {position} 条记录起不完整，请保留数据库并联系维护人员。")  # noqa: T201
    if not broken:
        print("各校的操作记录完整，没有被改动。")  # noqa: T201
    return 1 if broken else 0
