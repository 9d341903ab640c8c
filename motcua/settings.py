"""One settings file. What differs between places comes from the environment, checked here.

Every variable has a `_FILE` twin for secrets; all are listed in docs/reference/settings.md.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None) -> str:
    """A variable, or the content of the file that NAME_FILE points to (for mounted secrets)."""
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text("utf-8").strip()
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"Thiếu biến môi trường {name} (docs/reference/settings.md).")
    return value


def env_bool(name: str, *, default: bool) -> bool:
    value = env(name, str(default))
    if value not in ("True", "False"):
        raise ImproperlyConfigured(f"{name} phải là True hoặc False, không phải {value!r}.")
    return value == "True"


def env_int(name: str, *, default: int) -> int:
    value = env(name, str(default))
    if not value.isascii() or not value.isdigit():
        raise ImproperlyConfigured(f"{name} phải là số nguyên không âm, không phải {value!r}.")
    return int(value)


HOME = Path(env("MOTCUA_HOME", "./var")).absolute()


def database(url: str) -> dict[str, Any]:
    """`postgresql://user:password@host:port/name`, or `…/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured("DATABASE_URL phải bắt đầu bằng postgresql://.")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "motcua",
        "USER": unquote(parts.username or "postgres"),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": env_int("DATABASE_POOL", default=8), "timeout": 10},
            # jit costs more than it gives on short queries; measured by a peer at a factor of 4.
            "options": "-c jit=off",
            **query,
        },
    }


def _database_url() -> str:
    """The embedded server leaves its address in the data folder while it runs."""
    note = HOME / "database_url"
    return env(
        "DATABASE_URL", note.read_text("utf-8").strip() if note.exists() else "postgresql:///motcua"
    )


DEBUG = env_bool("DEBUG", default=False)


def _secret_key() -> str:
    """From the environment; else the one that was made in the data folder at the first start."""
    kept = HOME / "secret_key"
    return env(
        "SECRET_KEY",
        kept.read_text("utf-8").strip() if kept.exists() else "only-for-tests-and-builds",
    )


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in env("TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "motcua.journal",
    "motcua.people",
    "motcua.deadlines",
    "motcua.catalog",
    "motcua.process",
    "motcua.papers",
    "motcua.payments",
    "motcua.alerts",
    "motcua.tickets",
    "motcua.ledger",
    "motcua.coordination",
    "motcua.signing",
    "motcua.dossiers",
    "motcua.printing",
    "motcua.work",
    "motcua.lateness",
    "motcua.surveys",
    "motcua.staff",
    "motcua.reports",
    "motcua.scorecards",
    "motcua.targets",
    "motcua.web",
]
MIDDLEWARE = [
    "motcua.web.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "motcua.web.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "motcua.web.refusals.RefusalMiddleware",
]
ROOT_URLCONF = "motcua.web.urls"
WSGI_APPLICATION = "motcua.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "motcua" / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["motcua.web.loaders.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.csrf",
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "motcua.web.http.page_context",
            ],
            "builtins": ["motcua.web.templatetags.motcua"],
        },
    }
]
DATABASES = {"default": database(_database_url())}
AUTH_USER_MODEL = "people.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Sign-in: locked after so many failures, ended after so many idle minutes (issue of every peer).
SIGN_IN_FAILURES = env_int("SIGN_IN_FAILURES", default=5)
SIGN_IN_LOCK_MINUTES = env_int("SIGN_IN_LOCK_MINUTES", default=15)
SESSION_IDLE_MINUTES = env_int("SESSION_IDLE_MINUTES", default=15)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = SESSION_IDLE_MINUTES * 60
SESSION_SAVE_EVERY_REQUEST = False  # web.http renews it once a minute: no write in every request
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env_bool("HTTPS", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SESSION_COOKIE_SECURE else None
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/can-bo/"

LANGUAGE_CODE = "vi"
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"


def file_storage(place: str) -> dict[str, Any]:
    """Where uploaded files lie: `MOTCUA_HOME/files`, or `s3://bucket/folder` on any S3 server."""
    if not place:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    parts = urlsplit(place)
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured("FILES phải có dạng s3://kho/thu-muc, hoặc để trống.")
    options = {
        "bucket_name": parts.netloc,
        "location": parts.path.strip("/"),
        "endpoint_url": env("S3_ENDPOINT", "") or None,
        "region_name": env("S3_REGION", "") or None,
        "access_key": env("S3_KEY"),
        "secret_key": env("S3_SECRET"),
        "addressing_style": "path",  # servers of one's own have no name for each bucket
        "default_acl": None,
        "file_overwrite": True,  # the name is the hash of the content
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


STORAGES = {
    "default": file_storage(env("FILES", "")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form without files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# Scans: who looks for viruses, and this place's own days of the duty to digitise.
CLAMD = env("CLAMD", "")
DIGITISE_SINCE = env("DIGITISE_SINCE", "")
# Signatures: a time stamp authority (RFC 3161); days before its end a certificate is warned of.
TIMESTAMP_URL = env("TIMESTAMP_URL", "")
CERTIFICATE_WARN_DAYS = env_int("CERTIFICATE_WARN_DAYS", default=30)
# Places that stay with an older set of official papers.
PAPER_EDITIONS = env("PAPER_EDITIONS", "")
# The heading of statutory reports that a place keeps, whatever the day.
REPORT_HEADING = env("REPORT_HEADING", "")

# Who reacts to what. The only place that knows.
_WHO_CARES = ("motcua.work.reactions.tell_who_cares",)
_END_REQUESTS = ("motcua.coordination.reactions.end_requests",)
REACTIONS: dict[str, tuple[str, ...]] = {
    "dossier.accepted": _WHO_CARES,
    "dossier.declined": (*_WHO_CARES, *_END_REQUESTS),
    "dossier.supplement_asked": _WHO_CARES,
    "dossier.supplied": _WHO_CARES,
    "dossier.step_taken": _WHO_CARES,
    "dossier.reassigned": _WHO_CARES,
    "dossier.reappointed": _WHO_CARES,
    "dossier.paused": _WHO_CARES,
    "dossier.resumed": _WHO_CARES,
    "dossier.withdrawn": (*_WHO_CARES, *_END_REQUESTS),
    "dossier.stopped": (*_WHO_CARES, *_END_REQUESTS),
    "dossier.concluded": (*_WHO_CARES, *_END_REQUESTS),
    "dossier.returned": (*_WHO_CARES, "motcua.surveys.reactions.invite"),
    "work.note_written": _WHO_CARES,
    "people.substitute_set": ("motcua.work.reactions.tell_of_substitute",),
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# Whose pages these are; what is empty is not shown.
SITE_NAME = env("SITE_NAME", "Một cửa")
SITE_PLACE = env("SITE_PLACE", "")
SITE_OFFICE = env("SITE_OFFICE", "")
SITE_ADDRESS = env("SITE_ADDRESS", "")
SITE_HOTLINE = env("SITE_HOTLINE", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "stream": sys.stderr}
    },
    "root": {"handlers": ["stderr"], "level": env("LOG_LEVEL", "INFO")},
    "loggers": {
        "procrastinate": {"level": "WARNING"},
        "pyhanko": {"level": "CRITICAL"},  # it logs whose signature did not hold; the page says so
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
}
