"""What the fields of people and accounts say of them, and those of the libraries that sign people in."""

from allteach.core.sensitivity import NOTHING_PERSONAL, PERSONAL, SECRET, Fields

FIELDS: Fields = {
    "Person": {
        PERSONAL: "name about language time_zone",
        NOTHING_PERSONAL: "is_for_demo joined_at left_at calendar_number",
    },
    "Account": {
        PERSONAL: "person email last_login",
        SECRET: "password",
        NOTHING_PERSONAL: "is_active is_staff is_for_demo made_at",
    },
    "Organisation": {NOTHING_PERSONAL: "name code slug kind region"},
    "Affiliation": {PERSONAL: "person organisation post started_on ended_on"},
    "Token": {
        PERSONAL: "person name start can_write made_at expires_on last_used_on ended_at",
        SECRET: "digest",
    },
}

LIBRARY_FIELDS: Fields = {
    "account.EmailAddress": {PERSONAL: "user email verified primary"},
    "account.EmailConfirmation": {SECRET: "email_address created sent key"},
    "mfa.Authenticator": {PERSONAL: "user type created_at last_used_at", SECRET: "data"},
    "usersessions.UserSession": {PERSONAL: "user created_at ip last_seen_at user_agent data", SECRET: "session_key"},
    "socialaccount.SocialAccount": {PERSONAL: "user provider uid last_login date_joined extra_data"},
    "socialaccount.SocialApp": {NOTHING_PERSONAL: "provider provider_id name client_id settings", SECRET: "secret key"},
    "socialaccount.SocialToken": {SECRET: "app account token token_secret expires_at"},
    "sessions.Session": {SECRET: "session_key session_data expire_date"},
}
