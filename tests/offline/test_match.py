"""`liangshi match` on workbooks made by another program."""

import json
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from liangshi.domain.matching import build_market
from liangshi.offline import matching
from liangshi.offline.checking import objections_to
from liangshi.offline.language import Language
from liangshi.offline.market import raw_market
from liangshi.offline.problems import Notes
from liangshi.offline.reading import read_school
from liangshi.offline.result import solved
from liangshi.offline.workbook_round import write_checked
from liangshi.roster.reading import read_sheets

from .workbooks import MENTORS, RULES, STUDENTS, changed, sheet_rows, workbook


def match(path: Path, *more: str) -> int:
    return matching.main([str(path), "-o", str(path.with_name("结果.xlsx")), *more])


def test_a_school_gets_its_result_with_certificate_and_verifier_beside_it(tmp_path: Path) -> None:
    assert match(workbook(tmp_path / "学校.xlsx")) == 0
    assert {path.name for path in tmp_path.iterdir()} == {
        "学校.xlsx",
        "结果.xlsx",
        "结果.certificate.json",
        "verify_liangshi.py",
    }
    rows = sheet_rows(tmp_path / "结果.xlsx", "结果")
    assert rows[0] == ("学号", "姓名", "年级", "班级", "导师工号", "导师", "录取方式")
    assert rows[3] == ("0103", "许三", "初一", "初一(2)班", "A2", "岑松", "第1志愿")
    assert rows[4][:4] == ("0104", "沈四", "初一", "初一(2)班")
    assert rows[4][6] == "学校统筹"


def test_the_check_before_writing_is_the_strangers_own_and_objects_to_a_changed_pair(tmp_path: Path) -> None:
    match(workbook(tmp_path / "学校.xlsx"))
    written = (tmp_path / "结果.certificate.json").read_bytes()
    assert objections_to(written) == ""
    changed_record = json.loads(written)
    changed_record["certificate"]["wish"].pop()
    assert "合计“wish”不对" in objections_to(json.dumps(changed_record).encode())
    assert "cannot read" in objections_to(b"{")


def test_what_the_verifier_objects_to_is_told_and_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    school = read_school(read_sheets(workbook(tmp_path / "学校.xlsx").read_bytes()), Notes(), Language.ZH)
    raw = raw_market(school, school.rules.seed)
    result = solved(school, raw, build_market(raw))
    wanted = Namespace(output=tmp_path / "结果.xlsx", lang=Language.ZH)
    assert write_checked(replace(result, certificate={**result.certificate, "promoted": ["0101"]}), wanted) == 1
    assert "独立核验没有通过，没有生成结果" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["学校.xlsx"]
    assert write_checked(result, wanted) == 0


def test_ids_stay_text_with_their_zeros(tmp_path: Path) -> None:
    match(workbook(tmp_path / "学校.xlsx"))
    assert [row[0] for row in sheet_rows(tmp_path / "结果.xlsx", "结果")[1:]] == ["0101", "0102", "0103", "0104"]


def test_everybody_reads_why_and_why_not_an_earlier_wish(tmp_path: Path) -> None:
    match(workbook(tmp_path / "学校.xlsx"))
    reasons = {row[1]: row[3] for row in sheet_rows(tmp_path / "结果.xlsx", "理由")[1:]}
    assert reasons["沈四"].startswith("没有填报志愿；由学校统筹安排，祁梅老师担任导师，因为和你一样喜欢书法")
    first, second = sorted(("林一", "程二"), key=lambda name: "第1志愿，由" not in reasons[name])
    assert reasons[first] == "按第1志愿，由梁竹老师担任导师。"
    assert reasons[second].startswith("按第2志愿，由岑松老师担任导师。第1志愿梁竹老师的名额已满，同等条件下由抽签决定")
    unmet = sheet_rows(tmp_path / "结果.xlsx", "未录取志愿说明")[1:]
    assert [(row[1], row[3]) for row in unmet] == [(second, 1)]


def test_a_title_that_is_written_into_the_name_is_not_said_twice(tmp_path: Path) -> None:
    rename = {"梁竹": "梁老师", "岑松": "岑老师"}
    students = [[rename.get(cell, cell) for cell in row] for row in STUDENTS]
    match(workbook(tmp_path / "学校.xlsx", students, [[rename.get(cell, cell) for cell in row] for row in MENTORS]))
    reasons = [row[3] for row in sheet_rows(tmp_path / "结果.xlsx", "理由")[1:]]
    assert "按第1志愿，由梁老师担任导师。" in reasons
    assert not any("老师老师" in reason for reason in reasons)


def test_the_same_workbook_and_draw_give_the_same_certificate_and_another_draw_another(tmp_path: Path) -> None:
    path = workbook(tmp_path / "学校.xlsx")
    certificate = tmp_path / "结果.certificate.json"
    match(path)
    first = certificate.read_bytes()
    match(path)
    assert certificate.read_bytes() == first
    match(path, "--seed", "别的抽签")
    assert json.loads(certificate.read_text())["certificate"]["seed"] == "别的抽签"


def test_mentors_see_their_group_and_the_office_its_figures(tmp_path: Path) -> None:
    match(workbook(tmp_path / "学校.xlsx"))
    mentors = {row[1]: row for row in sheet_rows(tmp_path / "结果.xlsx", "导师名单")[1:]}
    assert mentors["岑松"][:5] == ("A2", "岑松", 2, 0, 2)
    assert "许三(初一(2)班)" in mentors["岑松"][5]
    figures = sheet_rows(tmp_path / "结果.xlsx", "统计")
    assert ("第1志愿", 2, 0.5) in [row[:3] for row in figures]
    assert ("学校统筹", 1, 0.25) in [row[:3] for row in figures]


def test_categories_settle_who_goes_first_and_show_nowhere_in_the_result(tmp_path: Path) -> None:
    students = changed(STUDENTS, 2, 8, "困境儿童")
    path = workbook(tmp_path / "学校.xlsx", students, rules=[*RULES, ["优先类别1", "困境儿童"]])
    for seed in ("一", "二", "三", "四"):
        match(path, "--seed", seed)
        rows = sheet_rows(tmp_path / "结果.xlsx", "结果")
        assert rows[2][4:] == ("A1", "梁竹", "第1志愿")
    shown = "".join(
        str(cell)
        for sheet in ("结果", "理由", "未录取志愿说明", "导师名单", "统计", "证书")
        for row in sheet_rows(tmp_path / "结果.xlsx", sheet)
        for cell in row
    )
    assert "困境儿童" not in shown


def test_public_codes_stand_for_numbers_in_the_certificate(tmp_path: Path) -> None:
    students = [[*STUDENTS[0], "公示代号"]] + [[*row, f"K{at}"] for at, row in enumerate(STUDENTS[1:])]
    match(workbook(tmp_path / "学校.xlsx", students))
    text = (tmp_path / "结果.certificate.json").read_text()
    assert "K3" in text
    assert "0104" not in text


def test_without_a_draw_the_digest_to_announce_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "学校.xlsx", rules=RULES[:2])
    assert match(path) == 1
    assert "请先公布数据摘要" in capsys.readouterr().err
    assert not (tmp_path / "结果.xlsx").exists()
    assert match(path, "--digest") == 0
    digest = capsys.readouterr().out.split("数据摘要：")[1].split()[0]
    announced = workbook(tmp_path / "学校.xlsx", rules=[*RULES, ["已公布的数据摘要", digest]])
    assert match(announced) == 0


def test_data_changed_after_the_announcement_are_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    match(workbook(tmp_path / "学校.xlsx"), "--digest")
    digest = capsys.readouterr().out.split("数据摘要：")[1].split()[0]
    rules = [*RULES, ["已公布的数据摘要", digest]]
    assert match(workbook(tmp_path / "学校.xlsx", changed(STUDENTS, 1, 5, "祁梅"), rules=rules)) == 1
    assert "公布之后数据被改过" in capsys.readouterr().err


def test_a_shortage_is_named_before_the_draw_and_after_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mentors = [[*MENTORS[0], "可带年级"], ["梁竹", "A1", 1, None, "初一"], ["岑松", "A2", 2, None, "初一"]]
    path = workbook(tmp_path / "学校.xlsx", mentors=mentors)
    assert match(path, "--digest") == 0
    assert "还差 1 个" in capsys.readouterr().out
    assert match(path) == 0
    reasons = [row[3] for row in sheet_rows(tmp_path / "结果.xlsx", "理由")[1:]]
    assert sum("目前还没有导师，学校会尽快安排" in reason for reason in reasons) == 1
    assert any("名额不足" in str(row[0]) for row in sheet_rows(tmp_path / "结果.xlsx", "统计"))


def test_rankings_declines_and_kept_pairs_are_obeyed(tmp_path: Path) -> None:
    opinions = [
        ["导师", "学生", "意见", "次序", "理由"],
        ["梁竹", "程二", "排序", 1, None],
        ["岑松", "0103", "婉拒", None, "亲属关系"],
    ]
    path = workbook(tmp_path / "学校.xlsx", 导师排序与婉拒=opinions, 保留结对=[["学生", "导师"], ["沈四", "祁梅"]])
    assert match(path) == 0
    rows = {row[1]: row for row in sheet_rows(tmp_path / "结果.xlsx", "结果")[1:]}
    assert rows["程二"][5:7] == ("梁竹", "第1志愿")
    assert rows["沈四"][5:7] == ("祁梅", "保留结对")
    reasons = {row[1]: row[3] for row in sheet_rows(tmp_path / "结果.xlsx", "理由")[1:]}
    assert "第1志愿岑松老师有登记在册的理由" in reasons["许三"]
    assert "亲属" not in reasons["许三"]


def test_equally_liked_mentors_may_share_a_cell(tmp_path: Path) -> None:
    assert match(workbook(tmp_path / "学校.xlsx", changed(changed(STUDENTS, 1, 5, "岑松、祁梅"), 1, 6, "梁竹"))) == 0
    rows = {row[1]: row for row in sheet_rows(tmp_path / "结果.xlsx", "结果")[1:]}
    assert rows["林一"][5] in {"岑松", "祁梅"}


def test_english_is_spoken_where_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert match(workbook(tmp_path / "学校.xlsx"), "--lang", "en") == 0
    assert "Independent check: holds" in capsys.readouterr().out
    reasons = sheet_rows(tmp_path / "结果.xlsx", "Reasons")
    assert reasons[3][3] == "岑松 is the mentor, by wish 1."


def test_no_django_is_loaded_on_the_way(tmp_path: Path) -> None:
    path = workbook(tmp_path / "学校.xlsx")
    code = (
        "import sys; from liangshi.project.command_line import main; status = main(sys.argv[1:]);"
        " sys.exit(status or any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, "match", str(path), "-o", str(tmp_path / "r.xlsx")], check=False)
    assert done.returncode == 0
