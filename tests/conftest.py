"""Fixtures of all tests."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db.models.signals import post_migrate
from django.test import Client
from hypothesis import settings

from tests.world import PRESENT, World, build_world

settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
"""A busy machine is no failure: how long something takes is measured in `benchmarks/`."""

post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")
"""Nobody asks Django's permissions; without this they are written anew whenever a test empties the database."""


@pytest.fixture(autouse=True)
def present() -> Iterator[None]:
    """A day in the world of the tests, whatever the calendar on the wall says; tests may travel on from there."""
    with time_machine.travel(PRESENT, tick=True):
        yield


@pytest.fixture
def world(db: None) -> World:
    """The named world, fresh for each test."""
    return build_world()


@pytest.fixture
def sign_in(world: World) -> Callable[[str], Client]:
    """A browser in which the named person is signed in."""

    def as_person(name: str) -> Client:
        client = Client()
        client.force_login(world.account(name))
        return client

    return as_person
