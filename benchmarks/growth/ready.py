"""Imported before any model: settings and a folder of its own."""

import atexit
import os
import shutil
import tempfile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
if "LIANGSHI_HOME" not in os.environ:
    os.environ["LIANGSHI_HOME"] = tempfile.mkdtemp(prefix="liangshi-growth-")
    atexit.register(shutil.rmtree, os.environ["LIANGSHI_HOME"], ignore_errors=True)
django.setup()
