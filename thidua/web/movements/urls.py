"""Addresses of plans and movements."""

from django.urls import path

from thidua.web.movements.views import movements, overview, paper_list, plans, registrations, work

app_name = "movements"
urlpatterns = [
    path("", movements.movement_list, name="list"),
    path("tai-len/", plans.upload, name="upload"),
    path("ke-hoach/<int:pk>/", plans.plan, name="plan"),
    path("ke-hoach/<int:pk>/muc/<str:address>/", plans.item, name="item"),
    path("ke-hoach/<int:pk>/muc/<str:address>/bo/", plans.remove, name="remove"),
    path("ke-hoach/<int:pk>/them/", plans.add, name="add"),
    path("ke-hoach/<int:pk>/cap-tren/", plans.choose_parent, name="choose-parent"),
    path("dan-chieu/<int:pk>/", work.take_deferred, name="take-deferred"),
    path("nhiem-vu/<int:pk>/giao/", work.assign, name="assign"),
    path("ke-hoach/<int:pk>/chap-nhan/", plans.accept, name="accept"),
    path("ke-hoach/<int:pk>/diem/", plans.settle, name="settle"),
    path("ke-hoach/<int:pk>/ban-hanh/", plans.issue, name="issue"),
    path("ke-hoach/<int:pk>/bo/", plans.drop, name="drop"),
    path("ke-hoach/<int:pk>/vi-du.json", plans.example, name="example"),
    path("ke-hoach/<int:pk>/ban-in.docx", plans.docx, name="plan-docx"),
    path("<int:pk>/", movements.movement, name="movement"),
    path("<int:pk>/dot/<int:round_pk>/", movements.turn_round, name="round"),
    path("<int:pk>/giay-to/", paper_list.papers, name="papers"),
    path("<int:pk>/giay-to/luat/", paper_list.answer, name="answer-demand"),
    path("<int:pk>/giay-to/<int:row_pk>/bo/", paper_list.unlist, name="unlist-paper"),
    path("han/<int:pk>/", movements.due, name="due"),
    path("dot/<int:pk>/dang-ky/", movements.register, name="register"),
    path("dot/<int:pk>/dang-ky.xlsx", registrations.xlsx, name="register-xlsx"),
    path("dot/<int:pk>/tong-hop/", registrations.summary, name="summary"),
    path("dang-ky/<int:pk>/ban-in.docx", registrations.docx, name="register-docx"),
    path("nhiem-vu/<int:pk>/", work.task, name="task"),
    path("bao-cao/<int:pk>/", work.report, name="report"),
    path("chi-tieu/<int:pk>/", work.figure, name="figure"),
    path("nghia-vu/<int:pk>/", work.remind, name="remind"),
    path("<int:pk>/tien-do/", work.progress, name="progress"),
    path("<int:pk>/kiem-tra/", work.note, name="note"),
    path("<int:pk>/thay-doi/", work.change, name="change"),
    path("<int:pk>/cay/", overview.tree, name="tree"),
    path("<int:pk>/lap-ke-hoach/", work.start_child, name="start-child"),
    path("ke-hoach/<int:pk>/soan-moi/", work.start_again, name="start-again"),
    path("<int:pk>/bang/", overview.steps, name="steps"),
    path("bang/", overview.board, name="board"),
    path("lich/", overview.calendar, name="calendar"),
    path("lich/dia-chi/", overview.renew_feed, name="renew-feed"),
    path("dang-ky/<int:pk>/rut/", movements.withdraw, name="withdraw"),
]
