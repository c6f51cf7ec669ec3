"""How Ingrain is set up: embedded defaults that work at once, and what the environment may say otherwise.

INGRAIN_DATA: the folder where everything is kept (var). DATABASE_URL: a PostgreSQL instead of the SQLite in it.
INGRAIN_HOSTS: names under which it is reached. INGRAIN_SECURE=1: it is reached by https alone.
INGRAIN_MAIL: smtp://user:password@host:587 for what it sends, and INGRAIN_FROM: the address that it sends from.
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.utils.csp import CSP

DATA = Path(os.environ.get("INGRAIN_DATA", "var")).resolve()
HERE = Path(__file__).resolve().parent.parent
SECURE = os.environ.get("INGRAIN_SECURE") == "1"


def _secret() -> str:
    """This installation's own secret, made the first time and readable by nobody else."""
    if given := os.environ.get("INGRAIN_SECRET"):
        return given
    path = DATA / "secret"
    DATA.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass  # made before, or by another process at this moment
    return path.read_text()


def _mailer(address: str) -> dict[str, object]:
    """smtp://user:password@host:587, or smtps://; without one, mails are written into a folder."""
    if not address:
        return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": DATA / "mail"}}
    parts = urlsplit(address)
    options = {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and bool(parts.username),
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


SECRET_KEY = _secret()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("INGRAIN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if SECURE else []

INSTALLED_APPS = [
    "ingrain.people.apps.People",
    "ingrain.journal.apps.Journal",
    "ingrain.editions.apps.Editions",
    "ingrain.records.apps.Records",
    "ingrain.connect.apps.Connect",
    "ingrain.monitor.apps.Monitor",
    "ingrain.web.apps.Web",
    "ingrain.jobs.apps.Jobs",
    "ingrain.site.apps.Site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # a template of allauth asks for it
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_ox",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "ingrain.web.trouble.Trouble",
]
ROOT_URLCONF = "ingrain.site.urls"
WSGI_APPLICATION = "ingrain.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ingrain.web.frame.frame",
            ],
        },
    }
]

SQLITE = "sqlite:///" + str(DATA / "ingrain.sqlite3")
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL", SQLITE), conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=268435456; "
        "PRAGMA cache_size=-64000; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SCHEDULES = {
    "what fell due": {"task": "ingrain.jobs.tasks.judge_what_fell_due", "cron": "*/5 * * * *"},
    "a day begins": {"task": "ingrain.jobs.tasks.begin_the_day", "cron": "20 * * * *"},
    "sums of the pipeline": {"task": "ingrain.jobs.tasks.recount_the_pipeline", "cron": "10 2 * * *"},
    "by rule": {"task": "ingrain.jobs.tasks.count_by_rule", "cron": "10 * * * *"},
    "what is old": {"task": "ingrain.jobs.tasks.forget_what_is_old", "cron": "30 2 * * *"},
    "what is in the bin": {"task": "ingrain.jobs.tasks.clear_the_bin", "cron": "45 2 * * *"},
}
TASKS = {"default": {"BACKEND": "django_ox.backend.OxBackend", "OPTIONS": {"LOCK_TIMEOUT": 60, "SCHEDULES": SCHEDULES}}}

AUTH_USER_MODEL = "people.Colleague"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "ingrain.web.entrance.Entrance"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_DISPLAY = "ingrain.web.entrance.shown"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: addresses are written by those who set the firm up
MFA_TOTP_ISSUER = "Ingrain"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"

MAILERS = {"default": _mailer(os.environ.get("INGRAIN_MAIL", ""))}
DEFAULT_FROM_EMAIL = os.environ.get("INGRAIN_FROM", f"Ingrain <ingrain@{ALLOWED_HOSTS[0]}>")

LANGUAGE_CODE = "en-gb"
USE_TZ = True
TIME_ZONE = "UTC"
LOCALE_PATHS = [HERE / "locale"]
STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "telling" / "static"]
TYPEFACES = (HERE / "web" / "static" / "ingrain" / "type" / "type.css").exists()
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],  # the code that an authenticator app scans
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {name: {"level": "WARNING"} for name in ("django.tasks", "django_ox")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
