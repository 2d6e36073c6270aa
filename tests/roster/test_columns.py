"""Columns are understood, corrected on screen, and remembered."""

from liangshi.people.models import Guardian, Student
from liangshi.roster.models import ColumnMemory

STRANGE = [["学号", "姓名", "在哪个班", "紧急联络"], ["S2001", "周新", "高一2班", "19900000031"]]


def columns(office, batch, **chosen):
    address = f"/roster/imports/{batch.public_id}/columns/"
    form = office.client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields} | chosen
    answer = office.client.post(address, values, follow=True)
    batch.refresh_from_db()
    return answer


def test_the_page_shows_header_and_examples_of_each_column(office):
    batch = office.give_rows(学生=STRANGE)
    page = office.client.get(f"/roster/imports/{batch.public_id}/columns/").content.decode()
    for text in ("在哪个班", "高一2班", "紧急联络", "19900000031", "监护人1电话", "不读取"):
        assert text in page


def test_a_column_can_be_given_its_meaning_and_the_next_file_of_this_form_knows_it(office):
    batch = office.give_rows(学生=STRANGE)
    assert batch.state == "blocked"
    answer = columns(office, batch, s0_c2="class", s0_c3="guardian_phone:1")
    assert "下次遇到同样的表头会记得" in answer.content.decode()
    assert batch.state == "ready"
    office.press(batch, "apply")
    assert Guardian.unscoped.filter(phone="19900000031").exists()
    again = office.give_rows(学生=[STRANGE[0], ["S2002", "吴新", "高一1班", "19900000032"]])
    assert again.state == "ready"
    assert ColumnMemory.unscoped.count() == 1


def test_a_column_can_be_left_unread(office):
    batch = office.give_rows(学生=[["学号", "姓名", "班级", "性别"], ["S2001", "周新", "高一2班", "女"]])
    columns(office, batch, s0_c3="")
    office.press(batch, "apply")
    assert Student.unscoped.get(number="S2001").gender == "unstated"


def test_a_sheet_can_be_left_out(office):
    sheets = {"学生": [["姓名", "班级"], ["周新", "高一2班"]], "去年": [["姓名", "班级"], ["旧人", "高一2班"]]}
    batch = office.give_rows(**sheets)
    columns(office, batch, s1_kind="")
    assert batch.counts["students"]["added"] == 1


def test_another_kind_or_header_row_reads_the_sheet_anew(office):
    batch = office.give_rows(甲=[["某表"], ["姓名", "电话"], ["汪新", "19900000041"]])
    answer = columns(office, batch, s0_kind="staff", s0_row=2)
    assert answer.request["PATH_INFO"].endswith("/columns/")
    assert batch.counts["staff"]["added"] == 1


def test_nonsense_is_refused_and_nothing_is_lost(office):
    batch = office.give_rows(学生=STRANGE)
    answer = columns(office, batch, s0_row=99)
    assert answer.status_code == 422
    assert "s0_row" in answer.context["form"].errors


def test_once_applied_the_columns_are_fixed(office):
    batch = office.bring_in(学生=[["学号", "姓名", "班级"], ["S2001", "周新", "高一2班"]])
    address = f"/roster/imports/{batch.public_id}/columns/"
    assert office.client.get(address)["Location"] == f"/roster/imports/{batch.public_id}/"
    assert "状态已经变了" in office.client.post(address, {}, follow=True).content.decode()
