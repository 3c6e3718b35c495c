from django.urls import URLPattern, URLResolver, path

from thidua.web.dossiers import checks, facts, nominate, papers, views

app_name = "dossiers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.dossiers, name="dossiers"),
    path("de-nghi/", nominate.rounds, name="rounds"),
    path("de-nghi/<int:round_pk>/", nominate.nominate, name="nominate"),
    path("thong-tin/", facts.subjects, name="subjects"),
    path("thong-tin/nhap-bang/", facts.take_table, name="take-facts"),
    path("thong-tin/mau/<slug:kind>.xlsx", facts.template, name="facts-template"),
    path("thong-tin/<int:pk>/", facts.subject, name="facts"),
    path("thong-tin/<int:pk>/them/<slug:kind>/", facts.add, name="add-fact"),
    path("thong-tin/<int:pk>/bo/<slug:kind>/<int:fact_pk>/", facts.remove, name="remove-fact"),
    path("thong-tin/cua/<slug:kind>/<int:pk>/", facts.begin, name="begin-facts"),
    path("<int:pk>/dieu-kien/", checks.eligibility, name="eligibility"),
    path("<int:pk>/dieu-kien/xac-nhan/", checks.attest, name="attest"),
    path("<int:pk>/dieu-kien/trung/<int:honour_pk>/", checks.settle, name="settle"),
    path("<int:pk>/so-sanh/", checks.likeness, name="likeness"),
    path("<int:pk>/", views.dossier, name="dossier"),
    path("<int:pk>/tom-tat/", views.write, name="write"),
    path("<int:pk>/nop/", views.submit, name="submit"),
    path("<int:pk>/nhan-ho-so-giay/", views.receive_paper, name="receive-paper"),
    path("<int:pk>/buoc/<slug:verb>/", views.step, name="step"),
    path("<int:pk>/giao/", views.hand_to, name="hand-to"),
    path("<int:pk>/tra-lai/", views.give_back, name="give-back"),
    path("<int:pk>/tham-dinh/", views.verify, name="verify"),
    path("<int:pk>/bien-nhan/", papers.receipt, name="receipt"),
    path("<int:pk>/bien-nhan.docx", papers.receipt_docx, name="receipt-docx"),
    path("<int:pk>/soan/<slug:paper>.docx", papers.draft, name="draft"),
    path("<int:pk>/giay-to/<int:paper_pk>/thay-doi/", papers.changes, name="changes"),
    path("<int:pk>/giay-to/", papers.put, name="put"),
    path("<int:pk>/giay-to/<int:paper_pk>/", papers.download, name="paper"),
    path("<int:pk>/giay-to/<int:paper_pk>/bo/", papers.take_out, name="take-out"),
]
