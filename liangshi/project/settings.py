"""Settings, read from the environment; docs/settings.md lists each one."""

import secrets
from pathlib import Path

import environ

from liangshi.project.outside_apps import message_apps
from liangshi.project.outside_doors import providers
from liangshi.project.sealing_keys import kept_keys

env = environ.Env()
PACKAGE = Path(__file__).resolve().parent
HOME = Path(env.str("LIANGSHI_HOME", default="var")).resolve()
HOME.mkdir(parents=True, exist_ok=True)


def _secret() -> str:
    """The key of this installation: given, or made on first start and kept beside the database."""
    given: str = env.str("LIANGSHI_SECRET_KEY", default="")
    if given:
        return given
    kept = HOME / "secret.key"
    if not kept.exists():
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
        kept.chmod(0o600)
    return kept.read_text(encoding="ascii").strip()


SECRET_KEY = _secret()
SEALING_KEYS = env.list("LIANGSHI_SEALING_KEYS", default=[])
SEALING_KEYS_FILE = None if SEALING_KEYS else HOME / "sealing.keys"
if SEALING_KEYS_FILE is not None:
    SEALING_KEYS = kept_keys(SEALING_KEYS_FILE)
DEBUG = env.bool("LIANGSHI_DEBUG", default=False)
DEMO = env.bool("LIANGSHI_DEMO", default=False)
QUIET_HOURS = env.str("LIANGSHI_QUIET_HOURS", default="21:00-07:00")
HTTPS = env.bool("LIANGSHI_HTTPS", default=False)
ALLOWED_HOSTS = env.list("LIANGSHI_HOSTS", default=["*"])
CSRF_TRUSTED_ORIGINS = env.list("LIANGSHI_ORIGINS", default=[])

INSTALLED_APPS = [
    "liangshi.project.apps.ProjectConfig",
    "liangshi.access.apps.AccessConfig",
    "liangshi.workbench.apps.WorkbenchConfig",
    "liangshi.duties.apps.DutiesConfig",
    "liangshi.notices.apps.NoticesConfig",
    "liangshi.meetings.apps.MeetingsConfig",
    "liangshi.guidance.apps.GuidanceConfig",
    "liangshi.growth.apps.GrowthConfig",
    "liangshi.family.apps.FamilyConfig",
    "liangshi.wellbeing.apps.WellbeingConfig",
    "liangshi.records.apps.RecordsConfig",
    "liangshi.pairing.apps.PairingConfig",
    "liangshi.roster.apps.RosterConfig",
    "liangshi.schemes.apps.SchemesConfig",
    "liangshi.people.apps.PeopleConfig",
    "liangshi.audit.apps.AuditConfig",
    "liangshi.jobs.apps.JobsConfig",
    "liangshi.foundation.apps.FoundationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_tables2",
    "django_filters",
    "csp",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "liangshi.access.middleware.ViewerMiddleware",
    "liangshi.access.middleware.FirstThingsMiddleware",
    "liangshi.growth.middleware.SealedArchiveMiddleware",
]

ROOT_URLCONF = "liangshi.project.urls"
WSGI_APPLICATION = "liangshi.project.wsgi.application"

_TEMPLATE_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", _TEMPLATE_LOADERS)],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "liangshi.project.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "liangshi.foundation.templatetags.liangshi",
                "liangshi.project.student_doors",
            ],
        },
    }
]

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{HOME / 'liangshi.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = env.bool("LIANGSHI_PGBOUNCER", default=False)
DATABASES["default"]["CONN_MAX_AGE"] = env.int("LIANGSHI_DB_CONN_MAX_AGE", default=60)
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "liangshi_cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.Account"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
AUTHENTICATION_BACKENDS = ["liangshi.access.backends.SessionBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "liangshi.access.hashers.OneTimePasswordHasher",
]

AUTH_PASSWORD_VALIDATORS = [{"NAME": "liangshi.access.passwords.OwnWordsValidator"}]

ACCOUNT_ADAPTER = "liangshi.access.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGOUT_REDIRECT_URL
MFA_ADAPTER = "liangshi.access.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
ACCOUNT_RATE_LIMITS = {"login_failed": "300/m/ip,8/15m/key", "reauthenticate": "20/m/user"}
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_PROVIDERS = providers(env)
SOCIALACCOUNT_ADAPTER = "liangshi.access.adapters.OutsideAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("LIANGSHI_PROXIES", default=0)
LIANGSHI_ADDRESS = env.str("LIANGSHI_ADDRESS", default="")

SESSION_ENGINE = "liangshi.access.sessions"
SESSION_COOKIE_AGE = env.int("LIANGSHI_SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE.parent / "locale"]
USE_TZ = True
TIME_ZONE = env.str("LIANGSHI_TIME_ZONE", default="Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "liangshi.project.assets.AssetStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = HOME / "files"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

FORM_RENDERER = "liangshi.foundation.forms.Renderer"
EMAIL_CONFIG = env.email_url("LIANGSHI_MAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or ""
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(EMAIL_CONFIG.get("EMAIL_USE_TLS"))
EMAIL_USE_SSL = bool(EMAIL_CONFIG.get("EMAIL_USE_SSL"))
EMAIL_TIMEOUT = env.int("LIANGSHI_MAIL_TIMEOUT", default=10)
DEFAULT_FROM_EMAIL = env.str("LIANGSHI_MAIL_FROM", default="liangshi@localhost")

MESSAGE_APPS = message_apps(env)

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DJANGO_TABLES2_TEMPLATE = "components/table.html"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django_tasks_db": {"level": "WARNING"}},
    "root": {"handlers": ["console"], "level": env.str("LIANGSHI_LOG_LEVEL", default="INFO")},
}
