"""Settings of the tests: those of the product, with quick passwords, mail in memory, jobs at once."""

import atexit
import shutil
import tempfile
from os import environ

if "LIANGSHI_HOME" not in environ:
    environ["LIANGSHI_HOME"] = tempfile.mkdtemp(prefix="liangshi-tests-")
    atexit.register(shutil.rmtree, environ["LIANGSHI_HOME"], ignore_errors=True)
environ.setdefault("LIANGSHI_SECRET_KEY", "a-key-of-the-tests-and-of-nothing-else-0123456789")
environ.setdefault("LIANGSHI_SEALING_KEYS", "YSBzZWFsaW5nIGtleSBvZiB0aGUgdGVzdHMgYWxvbmU=")

from liangshi.project.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "liangshi.access.hashers.OneTimePasswordHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
