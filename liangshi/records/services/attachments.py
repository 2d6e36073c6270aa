"""Files beside a record: never asked for, limited in kind, size and number, kept outside every public folder."""

import io
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, ImageOps

from liangshi.audit.services import record
from liangshi.domain.access import Viewer
from liangshi.foundation.refusals import RefusalError
from liangshi.foundation.rows import new_public_id
from liangshi.records.models import Attachment, Entry, EntryStaff

from .following import NotInCompanyError

LARGEST = 8_000_000
MOST = 6
MAX_PIXELS, MAX_SIDE = 50_000_000, 1600
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
DOCUMENTS = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
}
"""Kind and first bytes by ending; the content decides, not what the browser says."""


class FileTooLargeError(RefusalError):
    """The file is larger than eight megabytes, or the picture too wide."""


class FileKindError(RefusalError):
    """Neither a picture nor a PDF, Word or Excel document."""


class TooManyFilesError(RefusalError):
    """A record has six files at most."""


@transaction.atomic
def attach(*, by: Viewer, entry: Entry, upload: "UploadedFile[bytes]", now: datetime) -> Attachment:
    """Keep a file beside the record; pictures are made smaller and lose everything but the picture."""
    if by.staff is None or not EntryStaff.unscoped.filter(entry=entry, staff=by.staff).exists():
        raise NotInCompanyError
    if Attachment.unscoped.filter(entry=entry).count() >= MOST:
        raise TooManyFilesError
    name, kind, content = cleaned(upload)
    stored = default_storage.save(f"records/{new_public_id()}{PurePath(name).suffix}", ContentFile(content))
    row: Attachment = Attachment.unscoped.create(
        school_id=entry.school_id, entry=entry, file=stored, name=name, kind=kind, size=len(content),
        added_by_id=by.staff, added_at=now,
    )  # fmt: skip
    record(
        by=by, verb="attachment.added", kind="entry", subject=entry.public_id, school=entry.school_id, now=now,
        detail={"size": len(content), "kind": kind},
    )  # fmt: skip
    return row


@transaction.atomic
def detach(*, by: Viewer, attachment: Attachment, now: datetime) -> None:
    """Whoever added it takes it away again."""
    if by.staff is None or attachment.added_by_id != by.staff:
        raise NotInCompanyError
    name, entry = str(attachment.file.name), attachment.entry
    Attachment.unscoped.filter(pk=attachment.pk).delete()
    transaction.on_commit(lambda: default_storage.delete(name))
    record(by=by, verb="attachment.removed", kind="entry", subject=entry.public_id, school=entry.school_id, now=now)


def read_attachment(attachment: Attachment) -> bytes:
    """The stored file; who may read it is decided by the caller."""
    with default_storage.open(str(attachment.file.name)) as file:
        return bytes(file.read())


def cleaned(upload: "UploadedFile[bytes]") -> tuple[str, str, bytes]:
    """Name, kind and content, where the content is what the ending says."""
    if (upload.size or 0) > LARGEST:
        raise FileTooLargeError
    path = PurePath(upload.name or "")
    stem, ending = path.stem[:100] or "file", path.suffix.lower()
    if ending in PICTURES:
        return f"{stem}.jpg", "image/jpeg", _picture(upload)
    kind, begins = DOCUMENTS.get(ending, ("", b""))
    content = upload.read()
    if not kind or not content.startswith(begins):
        raise FileKindError
    return f"{stem}{ending}", kind, content


def _picture(upload: "UploadedFile[bytes]") -> bytes:
    try:
        with Image.open(upload, formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise FileTooLargeError
            small = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise FileKindError from error
    small.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
