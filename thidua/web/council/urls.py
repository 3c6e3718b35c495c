from django.urls import URLPattern, URLResolver, path

from thidua.web.council import ballots, councils, meetings

app_name = "council"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", councils.councils, name="councils"),
    path("moi/", councils.set_up, name="set-up"),
    path("<int:pk>/", councils.council, name="council"),
    path("<int:pk>/thanh-vien/", councils.give_seat, name="give-seat"),
    path("<int:pk>/thanh-vien/<int:seat_pk>/thoi/", councils.leave_seat, name="leave-seat"),
    path("<int:pk>/trieu-tap/", meetings.convene, name="convene"),
    path("phien/<int:pk>/", meetings.meeting, name="meeting"),
    path("phien/<int:pk>/co-mat/", meetings.presence, name="presence"),
    path("phien/<int:pk>/ket-thuc/", meetings.end, name="end"),
    path("phien/<int:pk>/mo-hom-phieu/", ballots.open_box, name="open-box"),
    path("phien/<int:pk>/luu-bien-ban/", meetings.file_minutes, name="file-minutes"),
    path("phien/<int:pk>/bien-ban.docx", meetings.minutes_docx, name="minutes"),
    path("dong/<int:pk>/", meetings.line, name="line"),
    path("dong/<int:pk>/giay-to/<int:paper_pk>/", meetings.line_paper, name="line-paper"),
    path("dong/<int:pk>/dang-xet/", meetings.discuss, name="discuss"),
    path("dong/<int:pk>/khong-tham-gia/", meetings.recuse, name="recuse"),
    path("dong/<int:pk>/ngang-phieu/", meetings.settle_tie, name="settle-tie"),
    path("hom-phieu/<int:pk>/", ballots.box, name="box"),
    path("hom-phieu/<int:pk>/bo-phieu/", ballots.cast, name="cast"),
    path("hom-phieu/<int:pk>/kiem-phieu/", ballots.close_box, name="close-box"),
    path("hom-phieu/<int:pk>/huy/", ballots.cancel_box, name="cancel-box"),
    path("hom-phieu/<int:pk>/nhap-phieu/", ballots.key_paper, name="key-paper"),
    path("hom-phieu/<int:pk>/doi-chieu/", ballots.check_receipt, name="check-receipt"),
    path("hom-phieu/<int:pk>/kiem-phieu.docx", ballots.count_docx, name="count"),
]
