"""All settings of a deployment. What an administrator may change is a dated row, not a line here."""

import os
from pathlib import Path

from lianxin.shell import env

PACKAGE = Path(__file__).resolve().parent.parent
DATA = env.folder("LIANXIN_DATA", Path.cwd() / "var")


def _secret() -> str:
    """The cookie-signing secret: kept in the data folder, made on first use."""
    path = DATA / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(os.urandom(48).hex())
    return path.read_text().strip()


SECRET_KEY = env.text("LIANXIN_SECRET") or _secret()
KEYRING = Path(env.text("LIANXIN_KEYRING") or DATA / "keyring.json")
MEDIATION_KEYRING = Path(env.text("LIANXIN_MEDIATION_KEYRING") or DATA / "mediation-keyring.json")
DEBUG = False
# From one network address, for those without an account; behind one address may live a whole neighbourhood.
REPORTS_PER_HOUR = env.number("LIANXIN_REPORTS_PER_HOUR", 60)
ASKED_BEFORE_PER_HOUR = 240  # whether it was said before, by one address
WRONG_CODES = env.number("LIANXIN_WRONG_CODES", 30)  # in ten minutes
# Only where something carries the residents' messages from NOTICE_FILE to their phones does a code go there.
PHONES_REACHED = env.flag("LIANXIN_PHONES_REACHED")
# Hosts inside the deployment's own network that its keeper may send to (an SMS gateway): host:port, exactly.
TRUSTED_TARGETS = env.words("LIANXIN_TRUSTED_TARGETS", "")
# Messages nobody asked for (receipts, answers to letters), to one number or address.
RECEIPTS_PER_HOUR = env.number("LIANXIN_RECEIPTS_PER_HOUR", 3)
RECEIPTS_PER_DAY = env.number("LIANXIN_RECEIPTS_PER_DAY", 10)
PROOFS_PER_HOUR = 5  # codes sent to one number; and as many answers tried
LOOKS_PER_HOUR = env.number("LIANXIN_LOOKS_PER_HOUR", 40)  # at contacts, by one who serves
# The sample town shows its passwords and codes on the sign-in page; `lianxin serve` refuses to open it to
# anything but loopback.
SAMPLE_TOWN = env.flag("LIANXIN_SAMPLE_TOWN")
BEHIND_HTTPS = env.flag("LIANXIN_HTTPS")
ALLOWED_HOSTS = env.words("LIANXIN_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if BEHIND_HTTPS and host != "*"]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "lianxin.journal",
    "lianxin.pages",
    "lianxin.search",
    "lianxin.api",
    "lianxin.accounts",
    "lianxin.territory",
    "lianxin.org",
    "lianxin.deadlines",
    "lianxin.notices",
    "lianxin.tokens",
    "lianxin.media",
    "lianxin.matters",
    "lianxin.exchange",
    "lianxin.webhooks",
    "lianxin.letters",
    "lianxin.mediation",
    "lianxin.open311",
    "lianxin.commons",
    "lianxin.shell",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lianxin.pages.middleware.Headers",
    "lianxin.api.middleware.Wire",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lianxin.pages.middleware.Language",
    "lianxin.pages.middleware.Readable",
    "lianxin.pages.middleware.Sizes",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "lianxin.accounts.middleware.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lianxin.pages.middleware.Refusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "lianxin.pages.context.frame",
            ],
            "builtins": ["lianxin.pages.templatetags.lianxin"],
        },
    }
]

ROOT_URLCONF = "lianxin.shell.urls"
WSGI_APPLICATION = "lianxin.shell.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.database("DATABASE_URL", DATA)}

AUTH_USER_MODEL = "accounts.Person"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/start/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
OTP_TOTP_ISSUER = "Lianxin"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "lx_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "lianxin.pages.views.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = BEHIND_HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "shell" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = (
    DATA / "static"
)  # stays empty: whitenoise serves from the packages, but warns where it is missing
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json", ".geojson": "application/geo+json"}

# The town's own model, when `lianxin classify train` has put one here; the lexicon answers without it.
CLASSIFIER = DATA / "classifier.npz"
# Photos that are kept: in the backup, never served from here but through whoever may see them.
PHOTOS = DATA / "media"
NOTICE_FILE = DATA / "notices.jsonl"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"codes": {"()": "lianxin.pages.logs.HideCodes"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["codes"]}},
    "loggers": {name: {"filters": ["codes"]} for name in ("django.request", "django.security.csrf")},
    "root": {"handlers": ["console"], "level": env.text("LIANXIN_LOG", "WARNING")},
}
