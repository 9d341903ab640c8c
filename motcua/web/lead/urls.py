"""Pages of those who lead: what waits for a decision, what runs late, what is open."""

from __future__ import annotations

from django.urls import path

from motcua.web.lead import (
    backlog,
    boards,
    boards_officers,
    compare,
    figures,
    grading,
    grading_signing,
    officers_cases,
    over_time,
    reports,
    reports_cases,
    reports_compare,
    reports_final,
    satisfaction,
    scorecards,
    targets,
    targets_assigning,
    views,
)


app_name = "lead"
urlpatterns = [
    path("", views.board, name="board"),
    path("cho-quyet-dinh/", views.to_decide, name="to_decide"),
    path("don-vi/<int:unit_id>/", boards.unit, name="unit_board"),
    path("can-bo/", boards_officers.officers, name="officers"),
    path("can-bo/<int:user_id>/", boards_officers.officer, name="officer"),
    path("can-bo/<int:user_id>/ho-so/", officers_cases.cases, name="officer_cases"),
    path("so-sanh/", compare.units, name="compare"),
    path("so-sanh/<int:unit_id>/", over_time.one_unit, name="compare_unit"),
    path("ton-dong/", backlog.backlog, name="backlog"),
    path("hai-long/", satisfaction.satisfaction, name="satisfaction"),
    path("chi-tieu/", targets.listed, name="targets"),
    path("chi-tieu/moi/", targets_assigning.new, name="target_new"),
    path("chi-tieu/cua-don-vi/", targets.own, name="own_targets"),
    path("chi-tieu/<int:target_id>/", targets.target, name="target"),
    path("chi-tieu/<int:target_id>/in/", targets.printed, name="target_print"),
    path("chi-tieu/<int:target_id>/sua/", targets_assigning.change, name="target_change"),
    path("chi-tieu/<int:target_id>/rut/", targets_assigning.withdraw, name="target_withdraw"),
    path("chi-tieu/<int:target_id>/ho-so/<int:quota_id>/", targets.cases, name="target_cases"),
    path("chi-so/766/", scorecards.scorecard, name="scorecard"),
    path("chi-so/766/xep-hang/", scorecards.ranking, name="scorecard_ranking"),
    path("chi-so/766/ho-so/", scorecards.behind, name="scorecard_behind"),
    path("xep-loai/", grading.listed, name="gradings"),
    path("xep-loai/in/", grading.printed, name="gradings_print"),
    path("xep-loai/ky/", grading_signing.sign, name="grading_sign"),
    path("xep-loai/cua-toi/", grading_signing.own, name="own_gradings"),
    path("xep-loai/de-nghi/<int:grading_id>/", grading_signing.proposal, name="grading"),
    path(
        "xep-loai/de-nghi/<int:grading_id>/ho-so/",
        grading_signing.proposal_cases,
        name="grading_frozen_cases",
    ),
    path(
        "xep-loai/de-nghi/<int:grading_id>/tra-lai/",
        grading_signing.send_back,
        name="grading_return",
    ),
    path("xep-loai/<int:year>/<int:post_id>/", grading.person, name="grading_person"),
    path("xep-loai/<int:year>/<int:post_id>/ho-so/", grading.person_cases, name="grading_cases"),
    path("kiem-so-lieu/", figures.paragraph, name="figures"),
    path("kiem-so-lieu/bang/", figures.table, name="figures_table"),
    path("bao-cao/", reports.chosen, name="reports"),
    path("bao-cao/pdf/", reports.pdf, name="reports_pdf"),
    path("bao-cao/xlsx/", reports.xlsx, name="reports_xlsx"),
    path("bao-cao/ho-so/", reports_cases.cases, name="report_cases"),
    path("bao-cao/chot/", reports_final.sign, name="report_sign"),
    path("bao-cao/da-chot/", reports_final.listed, name="reports_final"),
    path("bao-cao/da-chot/<int:report_id>/", reports_final.final, name="report_final"),
    path("bao-cao/da-chot/<int:report_id>/pdf/", reports_final.final_pdf, name="report_final_pdf"),
    path(
        "bao-cao/da-chot/<int:report_id>/xlsx/", reports_final.final_xlsx, name="report_final_xlsx"
    ),
    path(
        "bao-cao/da-chot/<int:report_id>/so-sanh/", reports_compare.compared, name="report_compare"
    ),
]
