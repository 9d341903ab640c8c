"""The officials' desk."""

from __future__ import annotations

from django.urls import path

from motcua.web.desk import (
    acts,
    alerts,
    handover,
    intake,
    notes,
    paper_archive,
    paper_lists,
    paper_pages,
    papers,
    substitutes,
    views,
)


app_name = "desk"
urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("tim/", views.search, name="search"),
    path("tra-ket-qua/", views.returns, name="returns"),
    path("ho-so/<str:code>/", views.dossier, name="dossier"),
    path("ho-so/<str:code>/giay/<str:kind>.pdf", papers.printed, name="printed"),
    path("ho-so/<str:code>/quet/<int:position>/", papers.scan, name="scan"),
    path("ho-so/<str:code>/tep/<str:sha256>/", papers.file, name="file"),
    path("ho-so/<str:code>/giay-to/<int:position>/", paper_pages.paper, name="paper"),
    path("ho-so/<str:code>/giay-to/<int:position>/ban-quet.pdf", papers.whole, name="whole"),
    path("ho-so/<str:code>/trang/<int:page_id>.jpg", papers.thumb, name="thumb"),
    path("ho-so/<str:code>/kho-giay/", paper_archive.placement, name="placement"),
    path("so-hoa/", paper_lists.to_digitise, name="to_digitise"),
    path("so-hoa/khay/", paper_lists.tray, name="tray"),
    path("so-hoa/khay/<int:loose_id>/", paper_lists.loose, name="loose"),
    path("kho-giay/", paper_archive.archive, name="archive"),
    path("ho-so/<str:code>/viec/<str:action>/", acts.act, name="act"),
    path("ho-so/<str:code>/ghi-chu/", notes.write, name="note"),
    path("ho-so/<str:code>/ghi-chu/<int:note_id>/rut/", notes.withdraw, name="note_end"),
    path("ho-so/<str:code>/theo-doi/", notes.watch, name="watch"),
    path("nhac-viec/", alerts.listed, name="alerts"),
    path("nhac-viec/doc-het/", alerts.all_read, name="alerts_read"),
    path("nhac-viec/<int:alert_id>/", alerts.opened, name="alert"),
    path("nguoi-thay/", substitutes.listed, name="substitutes"),
    path("nguoi-thay/moi/", substitutes.begin, name="substitute"),
    path("nguoi-thay/<int:substitution_id>/", substitutes.end, name="substitute_end"),
    path("khoi-luong/", handover.load, name="load"),
    path("ban-giao/", handover.hand_over, name="hand_over"),
    path("ban-giao/<int:handover_id>/", handover.minutes, name="minutes"),
    path("tiep-nhan/", intake.start, name="intake"),
    path("tiep-nhan/<int:draft_id>/huy/", intake.discard, name="discard"),
    path("tiep-nhan/<int:draft_id>/<str:step>/", intake.step, name="intake_step"),
]
