"""A file is tried first, then taken in: what was tried travels with the page, signed.

Nothing is kept on the server between the two clicks, and what is taken in is what was tried.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date
from typing import Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from motcua.errors import Conflict, Invalid
from motcua.people.rules import Actor
from motcua.web.admin_pages.fields import AdminForm, Day


MEGABYTE: Final = 1024 * 1024
MOST_MEGABYTES: Final = 5
MOST_PACKED: Final = 1_800_000  # a form without files may weigh 2 MB
ONE_HOUR: Final = 3600
SALT: Final = "motcua.web.admin_pages.uploads"


class TooManyRows(Invalid):
    message = "Tệp có quá nhiều nội dung để nhập một lần. Chia thành nhiều tệp nhỏ hơn."


class TrialLost(Conflict):
    message = "Lần nhập thử đã quá một giờ hoặc không còn nguyên vẹn. Chọn tệp và nhập thử lại."


class UploadForm(AdminForm):
    file = forms.FileField(
        label="Tệp",
        help_text=f"Tệp .xlsx hoặc .json, nặng nhất {MOST_MEGABYTES} MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
        error_messages={"empty": "Tệp này trống.", "missing": "Chọn tệp."},
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        assert isinstance(file, UploadedFile)
        if (file.size or 0) > MOST_MEGABYTES * MEGABYTE:
            weight = -(-(file.size or 0) // MEGABYTE)
            raise ValidationError(
                f"Tệp nặng {weight} MB, quá mức {MOST_MEGABYTES} MB. Chia thành nhiều tệp nhỏ hơn."
            )
        return file


class ProcedureUploadForm(UploadForm):
    since = Day(
        label="Nội dung mới áp dụng từ ngày",
        help_text="Cho thủ tục đã có. Thủ tục mới theo ngày ghi trong tệp.",
    )


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file as it came, and what was chosen with it."""

    name: str
    content: bytes
    since: date | None = None

    def packed(self, by: Actor) -> str:
        """Raises TooManyRows."""
        since = self.since.isoformat() if self.since else ""
        content = b64encode(self.content).decode("ascii")
        text = signing.dumps([by.user_id, self.name, content, since], salt=SALT, compress=True)
        if len(text) > MOST_PACKED:
            raise TooManyRows()
        return text


def unpacked(text: str, by: Actor) -> Parcel:
    """Raises TrialLost."""
    try:
        user_id, name, content, since = signing.loads(text, salt=SALT, max_age=ONE_HOUR)
    except signing.BadSignature as error:
        raise TrialLost() from error
    if user_id != by.user_id:
        raise TrialLost()
    return Parcel(name, b64decode(content), date.fromisoformat(since) if since else None)
