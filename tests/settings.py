"""The site's settings, in a folder that is thrown away, without the manifest of collected files or slow hashing."""

import os
import tempfile

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps a loop in the tests' thread
os.environ.setdefault("INGRAIN_DATA", tempfile.mkdtemp(prefix="ingrain-tests-"))

from ingrain.site.settings import *  # noqa: F403
from ingrain.site.settings import DATABASES as SITE_DATABASES
from ingrain.site.settings import MIDDLEWARE as PAGES

MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in PAGES if "whitenoise" not in name]
DATABASES = {"default": {**SITE_DATABASES["default"], "CONN_MAX_AGE": 0}}  # no thread of a live server keeps one open
