"""What the official writes down of somebody who is sent to the right place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms

from motcua.dossiers.queries import Deciding, DecidingPlace
from motcua.people.rules import Actor, place_key


FORM_ID: Final = "huong-dan"


class GuidanceForm(forms.Form):
    """Its boxes name their form: on the page of the intake they stand inside another one."""

    sent_to = forms.CharField(
        label="Hướng dẫn đến",
        max_length=300,
        help_text="Tên cơ quan, địa chỉ, điện thoại như in trên phiếu.",
        widget=forms.TextInput(attrs={"list": "noi-den", "autocomplete": "off"}),
        error_messages={"required": "Ghi nơi người nộp cần đến"},
    )
    reason = forms.CharField(
        label="Lý do",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Ghi lý do để người nộp hiểu vì sao phải đến nơi khác"},
    )
    keep = forms.BooleanField(
        label="Người này còn nộp thủ tục khác: giữ lượt đang dở", required=False
    )
    draft = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    def __init__(self, data: Any = None, *, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="hd-%s")
        for field in self.fields.values():
            field.widget.attrs["form"] = FORM_ID

    @property
    def ends_draft(self) -> int | None:
        """The intake that ends with this; none when the person stays for something else."""
        draft: int | None = self.cleaned_data.get("draft")
        return None if self.cleaned_data.get("keep") else draft


def guidance_form(
    found: Deciding,
    actor: Actor,
    data: Any = None,
    *,
    near: str = "",
    draft_id: int | None = None,
) -> GuidanceForm:
    """Filled in so that one press is enough; `near`: the commune where the person lives."""
    authority = " hoặc ".join(found.authorities)
    others = [place for place in found.places if place.agency_id != actor.agency_id]
    place = _nearest(others, near)
    not_ours = f"không thuộc thẩm quyền của {actor.agency_name}."
    if len(others) < len(found.places):  # of our level, but of another place
        not_ours = "theo nơi cư trú hoặc nơi có việc cần giải quyết."
    initial = {
        "sent_to": place.words if place else authority,
        "reason": f"Thủ tục này do {authority} giải quyết, {not_ours}",
        "draft": draft_id,
    }
    form = GuidanceForm(data, initial=initial)
    if draft_id is None and not form.data.get("draft"):
        del form.fields["keep"]
        del form.fields["draft"]
    return form


def _nearest(places: Sequence[DecidingPlace], near: str) -> DecidingPlace | None:
    wanted = place_key(near) if near else ""
    named = (place for place in places if wanted and place_key(place.name).endswith(wanted))
    return next(named, places[0] if places else None)
