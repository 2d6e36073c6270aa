"""Fixtures of all tests."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.world import World, build_world


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
