"""How the commands for a whole city hand out the slips of those whom they add."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, CommandParser, OutputWrapper
from django.utils import timezone

from liangshi.access.services.slip_files import as_word, as_workbook
from liangshi.access.services.slips import Slip

Written = Callable[[Sequence[Slip], str], bytes]
FORMS: dict[str, Written] = {".docx": as_word, ".xlsx": lambda slips, _address: as_workbook(slips)}
VALID_DAYS = 14


def slip_file(typed: str) -> Path:
    """A file whose ending says what is written into it."""
    path = Path(typed)
    if path.suffix.lower() not in FORMS:
        message = "登录条写成 .docx 或 .xlsx 文件。"
        raise ArgumentTypeError(message)
    return path


def add_slip_arguments(parser: CommandParser) -> None:
    """Where the slips go, and how long they are good."""
    parser.add_argument("-o", "--output", type=slip_file, help="file of slips to print: .docx or .xlsx")
    parser.add_argument("--days", type=int, default=VALID_DAYS, help="how long the one-time passwords are good")


def hand_out(slips: Sequence[Slip], output: Path | None, out: OutputWrapper) -> None:
    """Into a file that only its owner may read, else on the screen."""
    if output is None:
        for slip in slips:
            until = timezone.localtime(slip.expires_at).date().isoformat()
            out.write(f"{slip.school}  {slip.name}  {slip.number}  {slip.password}  有效期至{until}")
        return
    try:
        output.touch(mode=0o600)
        output.write_bytes(FORMS[output.suffix.lower()](slips, settings.LIANGSHI_ADDRESS))
    except OSError as error:
        message = f"登录条写不进 {output}：{error.strerror}。请换一个位置再运行一次，会发出新的密码。"
        raise CommandError(message) from error
    out.write(f"登录条已写入 {output}，请当面发放，发完删掉文件。")
