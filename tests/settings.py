"""The product's settings with what makes tests fast; everything real stays real."""

import os
from pathlib import Path


os.environ.setdefault("MOTCUA_HOME", str(Path(__file__).resolve().parent.parent / "var" / "test"))

from motcua.cli import postgres  # noqa: E402
from motcua.settings import *  # noqa: E402, F403


if "DATABASE_URL" not in os.environ:
    DATABASES = {"default": database(postgres.start(HOME))}  # noqa: F405
DATABASES["default"]["OPTIONS"].pop("pool")  # test databases are dropped under it
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DATABASE", "test_motcua")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# WhiteNoise warns of a folder for static files that is missing.
Path(os.environ["MOTCUA_HOME"], "static").mkdir(parents=True, exist_ok=True)
