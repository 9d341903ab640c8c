"""Administration: units, accounts, calendar, catalogue, processes."""

from __future__ import annotations

from django.urls import path

from motcua.web.admin_pages import (
    accounts,
    calendar,
    calendar_hours,
    catalogue,
    drafts,
    home,
    imports,
    keys,
    new_version,
    posts,
    processes,
    units,
)


app_name = "admin_pages"
urlpatterns = [
    path("", home.home, name="home"),
    path("don-vi/", units.units, name="units"),
    path("don-vi/moi/", units.create, name="unit_create"),
    path("don-vi/nhap/", imports.units, name="unit_import"),
    path("don-vi/<int:unit_id>/", units.unit, name="unit"),
    path("don-vi/<int:unit_id>/sua/", units.change, name="unit_change"),
    path("don-vi/<int:unit_id>/dong/", units.close, name="unit_close"),
    path("tai-khoan/", accounts.accounts, name="accounts"),
    path("tai-khoan/moi/", accounts.create, name="account_create"),
    path("tai-khoan/ten/<str:username>/", accounts.account, name="account"),
    path("tai-khoan/ten/<str:username>/sua/", accounts.change, name="account_change"),
    path("tai-khoan/ten/<str:username>/ngung/", accounts.deactivate, name="account_deactivate"),
    path("tai-khoan/ten/<str:username>/mo-lai/", accounts.reactivate, name="account_reactivate"),
    path("tai-khoan/ten/<str:username>/mo-khoa/", keys.unlock, name="account_unlock"),
    path("tai-khoan/ten/<str:username>/mat-khau/", keys.reset, name="account_reset"),
    path("tai-khoan/ten/<str:username>/vi-tri/moi/", posts.appoint, name="appoint"),
    path("tai-khoan/ten/<str:username>/vi-tri/<int:post_id>/", posts.end, name="post_end"),
    path("tai-khoan/ten/<str:username>/khoa/moi/", keys.create, name="key_create"),
    path("tai-khoan/ten/<str:username>/khoa/<int:key_id>/", keys.revoke, name="key_revoke"),
    path("lich/", calendar.this_year, name="calendar"),
    path("lich/nhat-ky/", calendar.journal, name="calendar_journal"),
    path("lich/gio/moi/", calendar_hours.add, name="hours_add"),
    path("lich/gio/<int:hours_id>/ket-thuc/", calendar_hours.end, name="hours_end"),
    path("lich/gio/<int:hours_id>/bo/", calendar_hours.remove, name="hours_remove"),
    path("lich/<int:year>/", calendar.year, name="calendar_year"),
    path("lich/<int:year>/ngay/moi/", calendar.add_day, name="day_add"),
    path("lich/<int:year>/ngay/<int:day_id>/sua/", calendar.change_day, name="day_change"),
    path("lich/<int:year>/ngay/<int:day_id>/bo/", calendar.remove_day, name="day_remove"),
    path("thu-tuc/", catalogue.procedures, name="procedures"),
    path("thu-tuc/moi/", new_version.new_procedure, name="procedure_create"),
    path("thu-tuc/nhap/", imports.procedures, name="procedure_import"),
    path("thu-tuc/xuat.xlsx", catalogue.export, name="procedure_export"),
    path("thu-tuc/ma/<str:code>/", catalogue.procedure, name="procedure"),
    path("thu-tuc/ma/<str:code>/noi-dung-moi/", new_version.new_version, name="procedure_change"),
    path("thu-tuc/ma/<str:code>/bai-bo/", catalogue.close, name="procedure_close"),
    path("quy-trinh/", processes.processes, name="processes"),
    path("quy-trinh/moi/", processes.begin, name="process_begin"),
    path("quy-trinh/<int:process_id>/", processes.process, name="process"),
    path("quy-trinh/<int:process_id>/sua/", drafts.change, name="process_change"),
    path("quy-trinh/<int:process_id>/du-thao-moi/", processes.copy, name="process_copy"),
    path("quy-trinh/<int:process_id>/duyet/", processes.approve, name="process_approve"),
    path("quy-trinh/<int:process_id>/bai-bo/", processes.withdraw, name="process_withdraw"),
]
