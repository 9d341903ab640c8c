from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from motcua.people.models.period import DatedQuerySet, once_at_a_time, period_in_order
from motcua.people.models.units import Unit
from motcua.people.rules import Role


class AccountManager(BaseUserManager["Account"]):
    pass


class Account(AbstractBaseUser):
    """A person who signs in. What they may do hangs on their posts, not on the account.

    `search` is the folded name and user name, `sort_key` the name's place in the alphabet.
    """

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    search = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, blank=True, db_collation="C")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    failures = models.PositiveSmallIntegerField(default=0)
    locked_until = models.DateTimeField(null=True, blank=True)
    must_change_password = models.BooleanField(default=False)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        indexes = [
            models.Index(fields=["sort_key", "id"], name="account_in_order"),
            GinIndex(fields=["search"], name="account_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints = [
            models.CheckConstraint(name="account_username_set", condition=~Q(username="")),
            models.CheckConstraint(name="account_name_set", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.username


class PostQuerySet(DatedQuerySet):
    def with_role(self, role: Role) -> Self:
        return self.filter(roles__contains=[role.value])

    def of_the_working(self) -> Self:
        return self.filter(account__is_active=True)


class Post(models.Model):
    """A person's place in a unit, between two days, with the roles that go with it."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=100)
    roles = ArrayField(models.CharField(max_length=20))
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_roles_known",
                condition=Q(roles__contained_by=[r.value for r in Role]),
            ),
            models.CheckConstraint(name="post_has_a_role", condition=~Q(roles=[])),
            period_in_order("post_period_in_order"),
            once_at_a_time("post_once_at_a_time", "account", "unit"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit_id}"


class ApiToken(models.Model):
    """A key with which a program acts for an account. Only its SHA-256 is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_digest_is_sha256", condition=Q(digest__regex="^[0-9a-f]{64}$")
            ),
            models.CheckConstraint(
                name="token_expires_after_creation",
                condition=Q(expires_at__gt=models.F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.account_id})"
