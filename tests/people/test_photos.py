"""Photos are small, upright, without metadata, and shown to colleagues only."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from liangshi.people.models import Staff
from liangshi.people.services import PictureTooLargeError, PictureUnreadableError, clean_photo
from tests.people.asking import verbs
from tests.world import World

SignIn = Callable[[str], Client]
ORIENTATION, MAKER, ARTIST = 0x0112, 0x010F, 0x013B


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(size: tuple[int, int] = (1600, 1200), kind: str = "JPEG", *, turned: bool = False) -> SimpleUploadedFile:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[MAKER], exif[ARTIST] = "相机", "拍摄者"
    if turned:
        exif[ORIENTATION] = 6
    Image.new("RGB", size, "teal").save(out, kind, exif=exif)
    return SimpleUploadedFile(f"me.{kind.lower()}", out.getvalue())


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_every_kind_becomes_a_small_jpeg_with_nothing_but_the_picture(kind: str) -> None:
    photo = opened(clean_photo(picture(kind=kind)))
    assert (photo.format, photo.size) == ("JPEG", (640, 480))
    assert not photo.getexif()


def test_a_turned_picture_stands_upright() -> None:
    assert opened(clean_photo(picture(turned=True))).size == (480, 640)


def test_a_small_picture_is_not_blown_up() -> None:
    assert opened(clean_photo(picture((200, 100)))).size == (200, 100)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(PictureTooLargeError):
        clean_photo(SimpleUploadedFile("me.jpg", b"0" * 8_000_001))


def test_too_many_pixels_are_refused_before_they_are_unpacked() -> None:
    with pytest.raises(PictureTooLargeError):
        clean_photo(picture((10_000, 6_000), "PNG"))


@pytest.mark.parametrize("content", [b"", b"hello", b"\xff\xd8\xff\xe0cut", b"GIF89a" + b"0" * 40])
def test_what_is_not_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(PictureUnreadableError):
        clean_photo(SimpleUploadedFile("me.jpg", content))


def test_a_teacher_uploads_replaces_and_removes(
    world: World, sign_in: SignIn, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    browser = sign_in("wang")
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/profile/photo/", {"photo": picture()}).status_code == 303
        first = Staff.unscoped.get(pk=world.staff["wang"].pk).photo.name
        browser.post("/profile/photo/", {"photo": picture()})
    second = Staff.unscoped.get(pk=world.staff["wang"].pk).photo.name
    assert not default_storage.exists(first)
    assert default_storage.exists(second)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/profile/photo/remove/")
    assert not default_storage.exists(second)
    assert verbs(world) == ["staff.photo_set", "staff.photo_set", "staff.photo_removed"]


def test_a_wrong_file_is_told_at_the_field(world: World, sign_in: SignIn) -> None:
    answer = sign_in("wang").post("/profile/photo/", {"photo": SimpleUploadedFile("me.jpg", b"MZ not a picture")})
    assert answer.status_code == 422
    assert "不是能打开的图片" in answer.content.decode()
    assert not Staff.unscoped.exclude(photo="").exists()


def test_colleagues_see_the_photo_and_students_meet_nothing(world: World, sign_in: SignIn) -> None:
    sign_in("wang").post("/profile/photo/", {"photo": picture()})
    address = f"/staff/{world.staff['wang'].public_id}/photo/"
    answer = sign_in("li").get(address)
    assert (answer["Content-Type"], opened(answer.content).size) == ("image/jpeg", (640, 480))
    assert sign_in("xiaoming").get(address).status_code == 404
    assert Client().get(address).status_code == 302
