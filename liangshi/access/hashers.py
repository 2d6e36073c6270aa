"""How one-time passwords are kept (docs/adr/one-time-passwords.md)."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from liangshi.people.services.accounts import ONE_TIME_HASHER


class OneTimePasswordHasher(PBKDF2PasswordHasher):
    """Few rounds: these secrets are random, 59 bits long and end within days, so that stretching adds nothing."""

    algorithm = ONE_TIME_HASHER
    iterations = 1000
