"""One set of settings, read from the environment. What may not be combined is refused by `core.checks`."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from allteach import env

ROOT = Path(__file__).resolve().parent.parent
VAR = env.folder("ALLTEACH_VAR", ROOT / "var")

# --- What kind of place this is ------------------------------------------------------------------------------------
DEBUG = env.flag("ALLTEACH_DEBUG")
DEMO = env.flag("ALLTEACH_DEMO")  # The cast may sign in by name. Never where anybody real works.
PRODUCTION = env.flag("ALLTEACH_PRODUCTION")
SHOW_COMPONENTS = env.flag("ALLTEACH_COMPONENTS", DEBUG or env.flag("ALLTEACH_TEST"))
OPEN_SIGN_UP = env.flag("ALLTEACH_OPEN_SIGN_UP")
SITE_ADDRESS = env.text("ALLTEACH_ADDRESS", "http://localhost:8000").rstrip("/")  # Links in mail begin with this.
SUPPORT_ADDRESS = env.text("ALLTEACH_SUPPORT", "help@allteach.example")

INSECURE_KEY = "only-for-trying-out-and-tests-never-where-anybody-real-works"
SECRET_KEY = env.text("ALLTEACH_SECRET_KEY") or INSECURE_KEY
ALLOWED_HOSTS = env.words("ALLTEACH_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = env.words("ALLTEACH_TRUSTED_ORIGINS")

# --- What it is made of --------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # Its templates, so that ours may stand before them.
    "django_linear_migrations",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
    "django_htmx",
    "csp",
    "ninja",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allteach.core",
    "allteach.people",
    "allteach.spaces",
    "allteach.collaboratives",
    "allteach.measures",
    "allteach.meetings",
    "allteach.improvement",
    "allteach.messaging",
    "allteach.progress",
    "allteach.exchange",
    "allteach.demo",
    "allteach.web",
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
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "allteach.web.middleware.HeadersMiddleware",
    "allteach.web.middleware.PersonMiddleware",
    "allteach.web.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "allteach.urls"
WSGI_APPLICATION = "allteach.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "allteach" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "allteach.web.navigation.page_context",
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "allteach.web.templatetags.ui",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "string_if_invalid": "",
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Where things are kept -----------------------------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", VAR)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
UPLOADS = env.folder("ALLTEACH_UPLOADS", VAR / "uploads")
MAIL_FOLDER = env.folder("ALLTEACH_MAIL_FOLDER", VAR / "mail")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # A grid of ten measures over months, with remarks.
IMPORT_MAX_BYTES = 25 * 1024 * 1024
FIGURES_REMEMBERED = env.number("ALLTEACH_FIGURES_REMEMBERED", 500)  # In each process, of about 30 kB each.

# --- Signing in ----------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["allteach.people.hashing.TunedArgon2", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "allteach.web.accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "allteach.web.accounts.adapter.SocialAccountAdapter"
MFA_ADAPTER = "allteach.web.accounts.adapter.SecondStepAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {"login_failed": "100/h/ip,10/15m/key"}  # An open session is never locked by them.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("ALLTEACH_PROXIES", 1 if env.flag("ALLTEACH_BEHIND_PROXY") else 0)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
MFA_TOTP_ISSUER = "Allteach"
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "work",
                    "name": env.text("ALLTEACH_OIDC_NAME", "Your organisation"),
                    "client_id": env.text("ALLTEACH_OIDC_CLIENT"),
                    "secret": env.text("ALLTEACH_OIDC_SECRET"),
                    "settings": {"server_url": env.text("ALLTEACH_OIDC_SERVER")},
                }
            ]
        }
    }
    if env.text("ALLTEACH_OIDC_SERVER")
    else {}
)
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "allteach.web.errors.lost_form_key"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("ALLTEACH_REDIRECT_TO_HTTPS", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("ALLTEACH_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = ", ".join(
    (
        *(f"{feature}=()" for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")),
        *(f"publickey-credentials-{what}=(self)" for what in ("get", "create")),  # Passkeys.
    )
)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Languages, dates, numbers -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English")), ("fr-ca", _("French (Canada)")), ("cy", _("Welsh"))]
LOCALE_PATHS = [ROOT / "allteach" / "locale"]
FORMAT_MODULE_PATH = "allteach.formats"
TIME_ZONE = env.text("ALLTEACH_TIME_ZONE", "Europe/London")
USE_I18N = USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Static files --------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = env.folder("ALLTEACH_STATIC", VAR / "static")
STATICFILES_DIRS = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": UPLOADS}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or env.flag("ALLTEACH_TEST")
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or env.flag("ALLTEACH_TEST")

# --- Mail ----------------------------------------------------------------------------------------------------------
EMAIL_HOST = env.text("ALLTEACH_SMTP_HOST")
EMAIL_BACKEND = "allteach.messaging.smtp.TellingBackend" if EMAIL_HOST else "allteach.messaging.folder.FolderBackend"
EMAIL_PORT = env.number("ALLTEACH_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("ALLTEACH_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("ALLTEACH_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("ALLTEACH_SMTP_TLS", True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("ALLTEACH_MAIL_FROM", "Allteach <office@allteach.example>")

# --- Saying what happened ------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "allteach.core.logs.LineFormatter"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["out"], "level": env.text("ALLTEACH_LOG_LEVEL", "WARNING")},
}

if env.flag("ALLTEACH_TEST"):
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
