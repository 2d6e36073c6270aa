"""`liangshi manage …`: Django's management commands."""

import os
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def main(arguments: Sequence[str]) -> int:
    """Run the management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
    execute_from_command_line(["liangshi manage", *arguments])
    return 0
