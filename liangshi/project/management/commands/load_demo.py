"""`liangshi manage load_demo`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from liangshi.project.demo.loading import load_demo


class Command(BaseCommand):
    """Load the demo school into an empty database."""

    help = "Load the invented demo school into an empty database."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, or leave a database alone that already holds a school."""
        if load_demo(timezone.now()):
            self.stdout.write("演示学校已装入：望溪市致远中学。")
