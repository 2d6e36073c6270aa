"""Pieces of a student's own portfolio: kept, shared, taken back, deleted."""

import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from PIL import Image, ImageOps, UnidentifiedImageError

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.foundation.rows import new_public_id
from liangshi.guidance.models import Piece
from liangshi.people.models import Student

from .refusals import MovedError, NothingWrittenError, NotYoursError

MAX_BYTES = 10_000_000
MAX_PIXELS = 50_000_000
MAX_SIDE = 1600
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
PAPERS = frozenset({".pdf", ".docx", ".xlsx", ".pptx", ".txt"})
AT_MOST = 200


class FileTooLargeError(RefusalError):
    """More than ten megabytes, or a picture of very many pixels."""


class FileKindError(RefusalError):
    """A kind of file that is not kept, or a picture that cannot be read."""


class EnoughError(RefusalError):
    """The portfolio is full."""


class SealedError(RefusalError):
    """The portfolio was sealed; what is in it stays."""


class DayAheadError(RefusalError):
    """A piece is made on a day that has come."""


@dataclass(frozen=True, slots=True)
class PieceDraft:
    """A piece as the student hands it over; words or a file, or both."""

    title: str
    made_on: date
    text: str = ""
    shared: bool = False
    upload: "UploadedFile[bytes] | None" = None


@transaction.atomic
def keep_piece(*, by: Viewer, student: Student, draft: PieceDraft, now: datetime) -> Piece:
    """Put it into the portfolio; pictures are stored without what a camera writes into them."""
    if by.student != student.pk:
        raise NotYoursError
    if draft.made_on > timezone.localdate(now):
        raise DayAheadError
    if not draft.text.strip() and draft.upload is None:
        raise NothingWrittenError
    if Piece.unscoped.filter(student=student).count() >= AT_MOST:
        raise EnoughError
    ending, content = cleaned(draft.upload) if draft.upload else ("", b"")
    name = default_storage.save(f"portfolio/{new_public_id()}{ending}", ContentFile(content)) if ending else ""
    row: Piece = Piece.unscoped.create(
        school_id=student.school_id, student=student, title=draft.title.strip(), made_on=draft.made_on,
        text=draft.text.strip(), shared=draft.shared, file=name, file_name=_file_name(draft.upload, ending),
        is_picture=ending == ".jpg", kept_at=now,
    )  # fmt: skip
    _note(by, "piece.kept", row, now)
    return row


def cleaned(upload: "UploadedFile[bytes]") -> tuple[str, bytes]:
    """(ending, content) as it is stored."""
    if (upload.size or 0) > MAX_BYTES:
        raise FileTooLargeError
    ending = PurePath(upload.name or "").suffix.lower()
    if ending in PICTURES:
        return ".jpg", _picture(upload)
    if ending in PAPERS:
        return ending, upload.read()
    raise FileKindError


def _picture(upload: "UploadedFile[bytes]") -> bytes:
    try:
        with Image.open(upload, formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise FileTooLargeError
            small = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as unreadable:
        raise FileKindError from unreadable
    small.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


def _file_name(upload: "UploadedFile[bytes] | None", ending: str) -> str:
    return f"{PurePath(upload.name or '').stem[:100]}{ending}" if upload else ""


@transaction.atomic
def share_piece(*, by: Viewer, piece: Piece, shared: bool, now: datetime) -> None:
    """Let the mentor see it, or no longer."""
    _own(by, piece)
    if not Piece.unscoped.filter(pk=piece.pk, sealed_at__isnull=True).update(shared=shared):
        raise SealedError
    _note(by, "piece.shared" if shared else "piece.unshared", piece, now)


@transaction.atomic
def delete_piece(*, by: Viewer, piece: Piece, now: datetime) -> None:
    """Gone with its file."""
    _own(by, piece)
    number, _each = Piece.unscoped.filter(pk=piece.pk, sealed_at__isnull=True).delete()
    if not number:
        raise SealedError if piece.sealed_at else MovedError
    name = piece.file.name
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))
    _note(by, "piece.deleted", piece, now)


def read_piece(piece: Piece) -> bytes:
    """The stored file; who may see it is decided by the caller."""
    with default_storage.open(str(piece.file.name)) as file:
        return bytes(file.read())


def _own(by: Viewer, piece: Piece) -> None:
    if by.student != piece.student_id:
        raise NotYoursError


def _note(by: Viewer, verb: str, row: Piece, now: datetime) -> None:
    record(by=by, verb=verb, kind="piece", subject=row.public_id, school=row.school_id, now=now)
