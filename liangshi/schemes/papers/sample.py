"""A template to begin with: the standard style with its fields, to be changed in Word."""

from liangshi.foundation.papers import Paper
from liangshi.schemes.choices import PaperKind

SECTIONS = (
    "{%p for section in sections %}", "{{ section.heading }}", "{%p if section.text %}", "{{ section.text }}",
    "{%p endif %}",
    "{%p for clause in section.clauses %}", "{{ clause.number }}{{ clause.title }}。{{ clause.text }}",
    "{%p for point in clause.points %}", "{{ point }}", "{%p endfor %}",
    "{%p for row in clause.rows %}", "{{ row }}", "{%p endfor %}", "{%p endfor %}", "{%p endfor %}",
)  # fmt: skip
POSTS = (
    "{%p for post in posts %}", "{{ post.post }}：{{ post.name }}（{{ post.charge }}）", "{%p endfor %}",
)  # fmt: skip
TASKS = (("{%tr for task in tasks %}", "", "", ""), ("{{ task.title }}", "{{ task.asked }}", "{{ task.when }}",
         "{{ task.where }}"), ("{%tr endfor %}", "", "", ""))  # fmt: skip


def sample_template(kind: PaperKind) -> bytes:
    """A Word file that fills as it is."""
    paper = Paper(f"{{{{ school }}}}\n{kind.label}", under="（{{ version }}，自{{ valid_from }}起施行）")
    if kind is PaperKind.DUTY_LIST:
        paper.text("{{ term }}，{{ first_day }}至{{ last_day }}。")
        paper.table(("任务", "要求", "时间", "记录"), TASKS, (3, 5, 4, 3))
    else:
        for line in (*SECTIONS, *(POSTS if kind is PaperKind.SCHEME else ())):
            paper.text(line)
    paper.unindented("{{ author }}")
    paper.unindented("{{ published_on }}")
    return paper.written()
