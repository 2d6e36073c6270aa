"""`liangshi manage rotate_keys`."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from liangshi.foundation.sealing import KeyMissingError, SealBrokenError, reseal, sealed_fields
from liangshi.project.sealing_keys import add_key


class Command(BaseCommand):
    """Change the key of sealed text: `--add` first, restart, then once more without it."""

    help = "Seal every sealed text with the newest key; --add puts a fresh key in front (then restart all processes)."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--add`."""
        parser.add_argument("--add", action="store_true", help="put a fresh key in front of those that are kept")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add a key, or seal again."""
        if options["add"]:
            self._add()
            return
        models = [model for model in apps.get_models() if sealed_fields(model)]
        try:
            count = sum(reseal(model) for model in models)
        except KeyMissingError as missing:
            message = (
                f"有文字是用不在手边的密钥封存的：{missing}。请把那把密钥放回来，再运行一次；已重新封存的不受影响。"
            )
            raise CommandError(message) from missing
        except SealBrokenError as broken:
            message = f"有文字被改动或挪动过，打不开：{broken}。请对照备份查明原因；已重新封存的不受影响。"
            raise CommandError(message) from broken
        self.stdout.write(f"已用最新的密钥重新封存 {count} 处文字。")

    def _add(self) -> None:
        if settings.SEALING_KEYS_FILE is None:
            message = "密钥由环境变量 LIANGSHI_SEALING_KEYS 给出：请在其最前面加上新的密钥。"
            raise CommandError(message)
        add_key(settings.SEALING_KEYS_FILE)
        self.stdout.write("新的密钥已放在最前。请重启所有进程，再运行一次 rotate_keys。")
