"""Photos: re-encoded to at most 640 pixels without metadata, kept outside every public folder."""

import io
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, ImageOps

from liangshi.domain.access import Viewer
from liangshi.foundation.rows import new_public_id
from liangshi.people.models import Staff

from .problems import PictureTooLargeError, PictureUnreadableError
from .trail import note

MAX_BYTES = 8_000_000
MAX_PIXELS = 50_000_000
MAX_SIDE = 640
FORMATS = ("JPEG", "PNG", "WEBP")


def clean_photo(upload: "UploadedFile[bytes]") -> bytes:
    """The picture as a small JPEG: upright, at most 640 pixels wide or high, with nothing but the picture in it."""
    if (upload.size or 0) > MAX_BYTES:
        raise PictureTooLargeError
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise PictureTooLargeError
            small = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureUnreadableError from error
    small.thumbnail((MAX_SIDE, MAX_SIDE))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()


@transaction.atomic
def set_photo(*, by: Viewer, staff: Staff, upload: "UploadedFile[bytes]", now: datetime) -> None:
    """Keep the cleaned picture; the one before is deleted once the new one stands."""
    content = clean_photo(upload)
    name = default_storage.save(f"profiles/{new_public_id()}.jpg", ContentFile(content))
    _replace(staff, name)
    note(by=by, verb="staff.photo_set", row=staff, school=staff.school_id, now=now)


@transaction.atomic
def remove_photo(*, by: Viewer, staff: Staff, now: datetime) -> None:
    """No picture any more."""
    if staff.photo:
        _replace(staff, "")
        note(by=by, verb="staff.photo_removed", row=staff, school=staff.school_id, now=now)


def read_photo(staff: Staff) -> bytes:
    """The stored JPEG; who may see it is decided by the caller."""
    with default_storage.open(str(staff.photo.name)) as file:
        return bytes(file.read())


def _replace(staff: Staff, name: str) -> None:
    before = staff.photo.name
    Staff.unscoped.filter(pk=staff.pk).update(photo=name)
    if before:
        transaction.on_commit(lambda: default_storage.delete(before))
