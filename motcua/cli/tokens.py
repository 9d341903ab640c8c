from __future__ import annotations

from argparse import Namespace

from django.utils import timezone

from motcua.people import services as people


def create_token(arguments: Namespace) -> None:
    """The key alone goes to the standard output, so that it can be piped where it belongs."""
    name = arguments.name or f"{arguments.user} {timezone.localtime():%d/%m/%Y %H:%M}"
    print(people.create_token(arguments.user, name, timezone.now()))
