"""Settings of the arena: a database of its own in a file or in PostgreSQL, made without migrations."""

from tests.settings import *  # noqa: F403


class WithoutMigrations(dict[str, None]):
    """Tables are made from the models."""

    def __contains__(self, _app: object) -> bool:
        return True

    def __missing__(self, _app: str) -> None:
        return None


MIGRATION_MODULES = WithoutMigrations()
LOGGING_CONFIG = None
