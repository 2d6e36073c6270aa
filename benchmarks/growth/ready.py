"""Imported before any model: settings and a folder of its own."""

import os
import tempfile

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangshi.project.settings")
os.environ.setdefault("LIANGSHI_HOME", tempfile.mkdtemp(prefix="liangshi-growth-"))
django.setup()
