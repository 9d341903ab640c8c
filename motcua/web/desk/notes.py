"""Notes beside a dossier, mentions, watching."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from motcua.dossiers import queries as dossiers
from motcua.errors import Invalid
from motcua.people.rules import Actor
from motcua.web.admin_pages.fields import AdminForm, Text
from motcua.web.http import is_fragment
from motcua.web.staff import WORK_ROLES, render_desk, staff_page
from motcua.work import queries, services
from motcua.work.errors import NoSuchNote, NotYourNote
from motcua.work.rules import LONGEST_NOTE


class NoteForm(AdminForm):
    text = Text(label="Ghi chú", max_length=LONGEST_NOTE, rows=4)
    mentions = forms.TypedMultipleChoiceField(
        label="Nhắc người khác xem",
        coerce=int,
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Mỗi người được nhắc sẽ thấy ghi chú này ở trang Nhắc việc.",
    )


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def write(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """The notes and a form for one more; as a fragment, the panel on the dossier's page."""
    card = dossiers.dossier_card(code, actor)
    beside = queries.beside(card.code, actor.user_id)
    if request.method == "GET" and is_fragment(request):
        context = {"beside": beside, "code": card.code}
        return render(request, "desk/dossier/_notes_panel.html", context)
    colleagues = queries.to_mention(card.code, actor, timezone.localdate())
    form = NoteForm(request.POST if request.method == "POST" else None)
    form.choose_from(
        "mentions",
        [(str(c.holder_id), f"{c.holder_name} · {c.title}, {c.unit_name}") for c in colleagues],
    )
    if form.is_valid():
        data = form.cleaned_data
        try:
            services.write_note(
                card.code,
                text=data["text"],
                mentions=data["mentions"],
                by=actor,
                at=timezone.now(),
            )
        except Invalid as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi chú.")
            return redirect("desk:dossier", card.code)
    context = {"form": form, "code": card.code, "beside": beside}
    status = 422 if form.errors else 200
    return render_desk(
        request, actor, "desk/dossier/note.html", context, current="dossiers", status=status
    )


@require_http_methods(["GET", "POST"])
@staff_page(WORK_ROLES)
def withdraw(request: HttpRequest, actor: Actor, code: str, note_id: int) -> HttpResponse:
    dossiers.assert_seen(code, actor)
    note = next((n for n in queries.beside(code, actor.user_id).notes if n.id == note_id), None)
    if note is None or note.is_withdrawn:
        raise NoSuchNote
    if not note.is_mine:
        raise NotYourNote
    if request.method == "POST":
        services.withdraw_note(note_id, by=actor, at=timezone.now())
        messages.success(request, "Đã rút ghi chú.")
        return redirect("desk:dossier", code)
    context = {"note": note, "code": code}
    return render_desk(request, actor, "desk/dossier/note_end.html", context, current="dossiers")


@require_POST
@staff_page(WORK_ROLES)
def watch(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    dossiers.assert_seen(code, actor)
    if request.POST.get("theo") == "khong":
        services.unwatch(code, by=actor, at=timezone.now())
        messages.success(request, f"Thôi theo dõi {code}.")
    else:
        services.watch(code, by=actor, at=timezone.now())
        messages.success(request, f"Đang theo dõi {code}: có gì mới sẽ hiện ở trang Nhắc việc.")
    return redirect("desk:dossier", code)
