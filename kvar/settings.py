"""One settings file. Environment variables change it; the defaults are safe and enough for a demo.

DATABASE_URL      the database (default: a SQLite file in the data folder)
KVAR_DATA         the data folder: database, uploaded originals, secret key (default: ``data`` beside the project)
KVAR_SECRET_KEY   otherwise made once and kept in the data folder, readable by its owner alone
KVAR_HOSTS        comma-separated host names (default: this machine only)
KVAR_HTTPS        1 when served over HTTPS: secure cookies and HSTS
KVAR_DEMO         1 for the demo city: the sign-in page lists the demo's people
KVAR_ADDRESS      where people find Kvar, for the links in mail and calendars (default: a page says the address it was
                  asked at; mail says this machine)
KVAR_MAIL_HOST    the mail server; without it, and without a folder, no mail is written. Also KVAR_MAIL_PORT,
                  KVAR_MAIL_USER, KVAR_MAIL_PASSWORD, KVAR_MAIL_FROM and KVAR_MAIL_TLS (starttls, tls or none)
KVAR_MAIL_FOLDER  catch the mail in this folder instead of sending it (the demo: ``mail`` in the data folder)
KVAR_TODAY        a fixed day (YYYY-MM-DD), demo and tests only
KVAR_SMS_SENDER   a path to a class that sends SMS (kvar.casework.contact.senders.Sender); none is shipped
"""

import os
import secrets
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

PROJECT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("KVAR_DATA", PROJECT / "data"))
HTTPS = os.environ.get("KVAR_HTTPS") == "1"
DEMO = os.environ.get("KVAR_DEMO") == "1"
FIXED_TODAY = os.environ.get("KVAR_TODAY", "")
SMS_SENDER = os.environ.get("KVAR_SMS_SENDER", "")


def _secret_key() -> str:
    """The key from the environment, or one made on first use and kept in the data folder."""
    if key := os.environ.get("KVAR_SECRET_KEY"):
        return key
    DATA.mkdir(parents=True, exist_ok=True)
    file = DATA / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("KVAR_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "kvar.records",
    "kvar.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "kvar.web.ui.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kvar.web.ui.middleware.ContentMiddleware",
    "kvar.web.ui.middleware.LooksMiddleware",
]

ROOT_URLCONF = "kvar.web.urls"
WSGI_APPLICATION = "kvar.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PROJECT / "kvar" / "web"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kvar.web.ui.context.frame",
            ],
            "builtins": ["kvar.web.ui.templatetags.kvar", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA / 'kvar.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: two writers wait for each other instead of failing. FULL: no success before the data is on disk.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
        "PRAGMA temp_store=MEMORY;PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;",
    }
else:
    # Compiling a count of the follow-up to machine code takes longer than the count: half a second for 0.1 s of work.
    DATABASES["default"]["OPTIONS"] = {"pool": True, "options": "-c jit=off"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "records.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "kvar.web.account.adapter.ClosedAdapter"
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

# What an act tells may hold a name, or what somebody has asked of us: it lies in no cookie of a browser.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-kvar" if HTTPS else "kvar"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "kvar.web.ui.errors.csrf_failure"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
TIME_ZONE = "Europe/Stockholm"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

ADDRESS = os.environ.get("KVAR_ADDRESS", "").rstrip("/")
MAIL_ADDRESS = ADDRESS or "http://127.0.0.1:8000"
MAIL_FOLDER = os.environ.get("KVAR_MAIL_FOLDER") or (str(DATA / "mail") if DEMO else "")
EMAIL_HOST = os.environ.get("KVAR_MAIL_HOST", "")
MAIL_ON = bool(EMAIL_HOST or MAIL_FOLDER)
EMAIL_PORT = int(os.environ.get("KVAR_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("KVAR_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KVAR_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KVAR_MAIL_TLS", "starttls") == "starttls"
EMAIL_USE_SSL = os.environ.get("KVAR_MAIL_TLS") == "tls"
EMAIL_TIMEOUT = 15
DEFAULT_FROM_EMAIL = os.environ.get("KVAR_MAIL_FROM", "kvar@localhost")
EMAIL_FILE_PATH = MAIL_FOLDER or None
EMAIL_BACKEND = "django.core.mail.backends." + (
    "filebased.EmailBackend" if MAIL_FOLDER else "smtp.EmailBackend" if EMAIL_HOST else "dummy.EmailBackend"
)

STATIC_URL = "static/"
STATIC_ROOT = PROJECT / "staticfiles"
STATICFILES_DIRS = [PROJECT / "kvar" / "web" / "ui" / "static"]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = DATA / "originals"
EDITIONS_ROOT = DATA / "editions"
# A scan of up to 25 MB is kept; the limit is checked by the intake, with a sentence, not by a dropped connection.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
