"""Excel tables of this room: which columns a unit and a person have, and writing them prefilled."""

from datetime import date

from thidua.documents.sheets import Field, Kind, Leaf, write
from thidua.org import queries
from thidua.org.kinds import Employment, Gender
from thidua.org.models import Level, Person

YES = {"có": True, "x": True, "không": False}


def unit_fields() -> list[Field]:
    """The columns of a table of units."""
    levels = {level.name: level.code for level in Level.objects.order_by("rank", "pk")}
    return [
        Field("code", "Mã đơn vị", required=True, longest=40, unique=True),
        Field("name", "Tên đơn vị", required=True, longest=250),
        Field("short_name", "Tên ngắn", longest=120),
        Field("level", "Cấp", Kind.CHOICE, required=True, choices=levels),
        Field("parent", "Mã đơn vị cấp trên", longest=40),
        Field("begins_on", "Từ ngày", Kind.DATE),
        Field("address", "Địa danh", longest=120),
        Field("is_remote", "Vùng sâu, vùng xa", Kind.CHOICE, choices=YES),
    ]


def person_fields() -> list[Field]:
    """The columns of a table of people with their present position."""
    return [
        Field("code", "Mã", required=True, longest=40, unique=True),
        Field("name", "Họ và tên", required=True, longest=120),
        Field("unit", "Mã đơn vị", required=True, longest=40),
        Field("gender", "Giới tính", Kind.CHOICE, choices={label: value for value, label in Gender.choices if value}),
        Field("born_on", "Ngày sinh", Kind.DATE),
        Field("employment", "Đối tượng", Kind.CHOICE, choices={label: value for value, label in Employment.choices}),
        Field("email", "Thư điện tử", longest=254),
        Field("phone", "Điện thoại", longest=30),
        Field("title", "Chức vụ", longest=120),
        Field("is_head", "Là người đứng đầu", Kind.CHOICE, choices=YES),
        Field("from_on", "Giữ chức vụ từ ngày", Kind.DATE),
    ]


def units_sheet(day: date) -> bytes:
    """The units of a day, as a table that can be changed and read back."""
    units = queries.existing(day).select_related("level", "parent").order_by("path")
    rows = [
        (
            unit.code,
            unit.name,
            unit.short_name,
            unit.level.name,
            unit.parent.code if unit.parent else "",
            unit.begins_on,
            unit.address,
            unit.is_remote,
        )
        for unit in units
    ]
    return write(Leaf("Đơn vị", tuple((one.heading, 24) for one in unit_fields()), rows))


def people_sheet(day: date) -> bytes:
    """The people who work here, with one present position each, as a table that can be changed and read back."""
    held = {position.person_id: position for position in queries.positions_on(day)}
    people = Person.objects.filter(left_on=None).select_related("unit").order_by("name_key", "pk")
    rows = []
    for who in people:
        position = held.get(who.pk)
        rows.append(
            (
                who.code,
                who.name,
                who.unit.code if who.unit else "",
                Gender(who.gender).label if who.gender else "",
                who.born_on,
                Employment(who.employment).label,
                who.email,
                who.phone,
                position.title if position else "",
                position.is_head if position else "",
                position.from_on if position else None,
            )
        )
    return write(Leaf("Người", tuple((one.heading, 22) for one in person_fields()), rows))
