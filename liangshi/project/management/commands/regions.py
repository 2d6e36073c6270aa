"""`liangshi manage regions`."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from liangshi.people.models import Region
from liangshi.people.queries.accounts import bureau_name
from liangshi.people.queries.regions import RegionLine, region_tree
from liangshi.people.services.city import RegionInItselfError, RegionKnownError, move_region, rename_region


class Command(BaseCommand):
    """How the regions of a city lie in each other, with their schools and officers."""

    help = "Show the regions with their schools and officers; rename one, or move it into another."

    def add_arguments(self, parser: CommandParser) -> None:
        """Nothing to look; a region and what to change."""
        parser.add_argument("region", nargs="?", default="", help="name of the region to change")
        parser.add_argument("--rename", default="", help="its new name")
        place = parser.add_mutually_exclusive_group()
        place.add_argument("--within", default="", help="the region above it from now on")
        place.add_argument("--apart", action="store_true", help="it lies in no other region from now on")

    def handle(self, *args: Any, **options: Any) -> None:
        """All or nothing; then the regions as they stand."""
        if options["region"]:
            self._change(options)
        elif options["rename"] or options["within"] or options["apart"]:
            message = "请先写明要改哪个地区，例如：regions 平河县 --within 清河市"
            raise CommandError(message)
        for line in region_tree(timezone.localdate()):
            self._tell(line)

    def _change(self, options: dict[str, Any]) -> None:
        if not (options["rename"] or options["within"] or options["apart"]):
            message = "请用 --rename 改名，用 --within 归到另一个地区，或用 --apart 让它不属于任何地区。"
            raise CommandError(message)
        now, region = timezone.now(), _known(options["region"])
        try:
            with transaction.atomic():
                if options["within"] or options["apart"]:
                    above = _known(options["within"]) if options["within"] else None
                    move_region(by=None, region=region, above=above, now=now)
                if options["rename"]:
                    rename_region(by=None, region=region, name=options["rename"], now=now)
        except RegionInItselfError as circle:
            message = f"{options['within']}就是{region.name}，或在{region.name}之内，不能反过来作它的上级。没有改动。"
            raise CommandError(message) from circle
        except RegionKnownError as twice:
            message = f"已经有叫{options['rename']}的地区了，没有改动。"
            raise CommandError(message) from twice

    def _tell(self, line: RegionLine) -> None:
        indent = "  " * line.depth
        officers = "、".join(f"{one.number} {one.name}" for one in line.officers)
        bureau = f"（{bureau_name(line.region.name)}：{officers}）" if officers else ""
        self.stdout.write(f"{indent}{line.region.name}{bureau}")
        for school in line.schools:
            self.stdout.write(f"{indent}  · {school.name}（{school.code}）")


def _known(name: str) -> Region:
    region = Region.objects.filter(name=name).first()
    if region is None:
        message = f"没有叫{name}的地区，没有改动。"
        raise CommandError(message)
    return region
