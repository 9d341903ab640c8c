from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from motcua.payments.rules import LARGEST, Kind, Method


def known(field: str, values: Iterable[StrEnum]) -> Q:
    return Q(**{f"{field}__in": [v.value for v in values]})


def pair(name: str, stem: str) -> models.CheckConstraint:
    """Who and when, both or neither."""
    at, by = f"{stem}_at", f"{stem}_by"
    return models.CheckConstraint(
        name=f"{name}_{stem}_at_and_by_together",
        condition=Q(**{at: None, by: None}) | Q(**{f"{at}__isnull": False, f"{by}__isnull": False}),
    )


class Book(models.Model):
    """A book of receipts of one unit. `next` is the number of the next one: no gaps.

    `last` is None for numbers that a house's own software gives without an end.
    """

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    symbol = models.CharField(max_length=20)
    volume = models.PositiveIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField(null=True, blank=True)
    next = models.PositiveIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "symbol", "volume"], name="receipt_book_once"),
            models.UniqueConstraint(
                fields=["unit"], name="receipt_book_one_open", condition=Q(closed_at=None)
            ),
            models.CheckConstraint(
                name="receipt_book_in_order",
                condition=Q(first__gte=1, next__gte=F("first"))
                & (Q(last=None) | Q(last__gte=F("first"), next__lte=F("last") + 1)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.symbol}/{self.volume}"


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    def standing(self) -> Self:
        return self.filter(cancelled_at=None)


class Receipt(models.Model):
    """Money taken for a dossier (`subject`). Cancelled, its number stays and is never reused.

    `on` is the day in Vietnam whose cash it belongs to; `agency` the one it is settled with.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="receipts")
    number = models.PositiveIntegerField()
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=60)
    about = models.CharField(max_length=500)
    kind = models.CharField(max_length=10)
    method = models.CharField(max_length=10)
    amount = models.PositiveBigIntegerField()
    payer = models.CharField(max_length=200)
    on = models.DateField()
    collected_at = models.DateTimeField()
    collected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    refunded_on = models.DateField(null=True, blank=True)
    refunded_at = models.DateTimeField(null=True, blank=True)
    refunded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    refund_method = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=1000, blank=True)  # of the cancelling or the refund

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "on", "id"], name="receipt_of_day"),
            models.Index(
                fields=["unit", "refunded_on"],
                name="receipt_refunded_when",
                condition=Q(refunded_on__isnull=False),
            ),
            models.Index(fields=["subject"], name="receipt_of_subject"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["book", "number"], name="receipt_number_once"),
            models.UniqueConstraint(
                fields=["subject"],
                name="receipt_one_of_subject",
                condition=Q(cancelled_at=None, refunded_at=None),
            ),
            models.CheckConstraint(
                name="receipt_amount_bounded", condition=Q(amount__gte=1, amount__lte=LARGEST)
            ),
            models.CheckConstraint(
                name="receipt_kind_known", condition=known("kind", Kind) & known("method", Method)
            ),
            models.CheckConstraint(
                name="receipt_refund_whole",
                condition=Q(refunded_at=None, refunded_on=None, refund_method="")
                | (
                    Q(refunded_at__isnull=False, refunded_on__isnull=False)
                    & known("refund_method", Method)
                ),
            ),
            models.CheckConstraint(
                name="receipt_ends_once_with_reason",
                condition=Q(cancelled_at=None, refunded_at=None)
                | (~Q(reason="") & (Q(cancelled_at=None) | Q(refunded_at=None))),
            ),
            models.CheckConstraint(name="receipt_payer_named", condition=~Q(payer="")),
            pair("receipt", "cancelled"),
            pair("receipt", "refunded"),
        ]

    def __str__(self) -> str:
        return f"{self.book_id} {self.number}"


class Relief(models.Model):
    """What is not asked of an applicant, wholly or in part, and why."""

    subject = models.CharField(max_length=60, unique=True)
    owed = models.PositiveBigIntegerField()
    due = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=1000)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="relief_lowers", condition=Q(due__lt=F("owed"))),
            models.CheckConstraint(name="relief_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return self.subject


class DayClose(models.Model):
    """An official counted the drawer at the end of a day; opened again, it stays as it was."""

    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField()
    expected = models.BigIntegerField()
    counted = models.BigIntegerField()
    counts = models.JSONField(default=dict)
    reason = models.CharField(max_length=1000, blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reopen_reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "on"], name="day_close_of_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "official", "on"],
                name="day_closed_once",
                condition=Q(reopened_at=None),
            ),
            models.CheckConstraint(
                name="day_close_difference_explained",
                condition=Q(expected=F("counted")) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="day_close_reopened_with_reason",
                condition=Q(reopened_at=None, reopen_reason="")
                | (Q(reopened_at__isnull=False) & ~Q(reopen_reason="")),
            ),
            pair("day_close", "reopened"),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.official_id} {self.on}"
