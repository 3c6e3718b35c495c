from django.urls import path

from thidua.web.scoring import editing, evidence, figures, grids, outside, sets, sheets

app_name = "scoring"
urlpatterns = [
    path("", sets.overview, name="overview"),
    path("bo/<int:pk>/", sets.index_set, name="set"),
    path("bo/tai-len/", editing.load, name="import-set"),
    path("bo/<int:pk>/excel/", editing.workbook, name="workbook"),
    path("bo/<int:pk>/chep/", editing.copy, name="copy-set"),
    path("bo/<int:pk>/thay/", editing.replace, name="replace-lines"),
    path("bo/<int:pk>/so-sanh/", editing.compare, name="compare"),
    path("bo/<int:pk>/thoi-han/", editing.days, name="days"),
    path("bo/<int:pk>/mien/", editing.exempt, name="exempt"),
    path("dong/<int:pk>/", editing.item, name="item"),
    path("bo/<int:pk>/mo-phieu/", sets.open_sheets, name="open-sheets"),
    path("bo/<int:pk>/xep-hang/", sets.ranking, name="ranking"),
    path("bo/<int:pk>/cong-bo/", sets.publish, name="publish"),
    path("phieu/<int:pk>/", sheets.sheet, name="sheet"),
    path("phieu/<int:pk>/ghi/", sheets.write, name="write"),
    path("phieu/<int:pk>/chuyen/", sheets.move, name="move"),
    path("phieu/<int:pk>/tinh/", sheets.fill, name="fill"),
    path("o/<int:pk>/", sheets.cell, name="cell"),
    path("o/<int:pk>/ghi/", sheets.write_cell, name="write-cell"),
    path("so-lieu/<int:unit>/<int:year>/", figures.figures, name="figures"),
    path("ngoai/<int:unit>/", outside.outside, name="outside"),
    path("ngoai/<int:unit>/ket-qua/", outside.enter, name="enter-outside"),
    path("ngoai/<int:unit>/giao/", outside.give, name="give-component"),
    path("minh-chung/<int:unit>/", evidence.vault, name="vault"),
    path("minh-chung/<int:unit>/them/", evidence.put, name="put-evidence"),
    path("minh-chung/xem/<int:pk>/", evidence.view, name="evidence"),
    path("minh-chung/tep/<int:pk>/", evidence.download, name="evidence-file"),
    path("minh-chung/trang/<int:pk>/<int:number>.png", evidence.picture, name="evidence-page"),
    path("o/<int:pk>/minh-chung/", evidence.attach, name="attach"),
    path("bo/<int:pk>/luoi/", grids.grid, name="grid"),
    path("so-lieu/<int:unit>/<int:year>/tai-len/", grids.load_figures, name="load-figures"),
    path("so-lieu/<int:unit>/<int:year>/excel/", grids.figures_workbook, name="figures-workbook"),
]
