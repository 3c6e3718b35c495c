from django.urls import path

from thidua.web.awards import drafting, money, printing, registers, results, signing, views

app_name = "awards"
urlpatterns = [
    path("", views.decisions, name="decisions"),
    path("phien-hop/<int:meeting_pk>/", drafting.from_meeting, name="draft-meeting"),
    path("dot-xet/<int:round_pk>/", drafting.from_round, name="draft-round"),
    path("ket-qua/<int:round_pk>/", results.results, name="results"),
    path("ket-qua/<int:round_pk>/<int:dossier_pk>/ly-do/", results.leave_out, name="leave-out"),
    path("quy/", money.funds, name="funds"),
    path("quy/<int:pk>/", money.fund, name="fund"),
    path("quy/<int:pk>/ghi/", money.enter, name="fund-enter"),
    path("quy/<int:pk>/chi/", money.pay, name="fund-pay"),
    path("quy/<int:pk>/danh-sach.xlsx", money.payment_list, name="fund-sheet"),
    path("so-van-ban/", registers.registers, name="registers"),
    path("so-khen-thuong/", registers.book, name="book"),
    path("giay-khen/<int:pk>.pdf", printing.one, name="certificate"),
    path("giay-khen/<int:pk>/cap-lai/", printing.reissue, name="reissue"),
    path("<int:pk>/", views.decision, name="decision"),
    path("<int:pk>/van-ban.docx", views.paper, name="paper"),
    path("<int:pk>/ban-ky/", views.signed_file, name="signed-file"),
    path("<int:pk>/bo/<int:line_pk>/", drafting.drop_line, name="drop-line"),
    path("<int:pk>/thanh-tich/", drafting.word, name="word"),
    path("<int:pk>/buoc/", drafting.step, name="step"),
    path("<int:pk>/so-tinh/<int:quota_pk>/", drafting.set_base, name="set-base"),
    path("<int:pk>/ky/", signing.sign, name="sign"),
    path("<int:pk>/ky-so/", signing.digital, name="digital"),
    path("<int:pk>/chu-ky/", signing.signatures, name="signatures"),
    path("<int:pk>/thu-hoi/", signing.follow, name="follow"),
    path("<int:pk>/in/", printing.print_all, name="print"),
    path("<int:pk>/in/<int:run_pk>/", printing.run, name="print-run"),
]
