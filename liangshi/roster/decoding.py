"""The characters of a text file, whichever program wrote it."""

from collections.abc import Sequence

from .sniffing import Refusal, UnreadableFileError


def decoded(content: bytes) -> str:
    """By byte order mark, else strict UTF-8, else GB18030."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(Refusal.UNREADABLE_TEXT)
