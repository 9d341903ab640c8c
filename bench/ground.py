"""A database of its own on the embedded server, as tests have one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import override_settings


@contextmanager
def database(name: str = "", *, is_kept: bool = False) -> Iterator[None]:
    """Emptied first, dropped at the end; a kept one is taken as it stands and stays."""
    whole = connection.settings_dict["NAME"]
    if name:
        connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(
        verbosity=0, autoclobber=True, serialize=False, keepdb=is_kept
    )
    try:
        with override_settings(DEBUG=False, ALLOWED_HOSTS=["testserver"]):
            yield
    finally:
        connection.creation.destroy_test_db(whole, verbosity=0, keepdb=is_kept)
