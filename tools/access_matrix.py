"""Write docs/access-matrix.md from the law itself: who holds which capability."""

from pathlib import Path

from liangshi.domain.access import APPOINTED, GRANTS, OF_BUREAUS, SEES_CATEGORIES, WHOLE_SCHOOL, Capability, Role

PAGE = Path(__file__).resolve().parent.parent / "docs/access-matrix.md"


def text() -> str:
    """The page."""
    roles = list(Role)
    lines = [
        "# Access matrix",
        "",
        "Generated from `liangshi/domain/access/` by `python -m tools.access_matrix`; a test keeps it current.",
        "A capability opens a door; which rows lie behind it is decided by reach (second table).",
        "",
        "| capability | " + " | ".join(roles) + " |",
        "| --- |" + " --- |" * len(roles),
    ]
    for capability in Capability:
        marks = ["●" if capability in GRANTS[role] else "" for role in roles]
        lines.append(f"| `{capability}` | " + " | ".join(marks) + " |")
    lines += ["", "| role | given by | reaches students | sees sensitive categories |", "| --- | --- | --- | --- |"]
    lines += [f"| {role} | {_given(role)} | {_reach(role)} | {_categories(role)} |" for role in roles]
    return "\n".join(lines) + "\n"


def _given(role: Role) -> str:
    if role in APPOINTED | OF_BUREAUS:
        return "appointment"
    return "derived from classes, pairings, families"


def _reach(role: Role) -> str:
    if role in WHOLE_SCHOOL:
        return "whole school"
    near = {
        Role.GRADE_LEAD: "own grade",
        Role.HOMEROOM: "own class",
        Role.TEACHER: "classes taught",
        Role.MENTOR: "own mentees",
        Role.STUDENT: "self",
        Role.GUARDIAN: "own children",
    }
    return near.get(role, "none")


def _categories(role: Role) -> str:
    if role in SEES_CATEGORIES:
        return "whole school"
    return {Role.GRADE_LEAD: "own grade", Role.HOMEROOM: "own class"}.get(role, "no")


if __name__ == "__main__":
    PAGE.write_text(text(), encoding="utf-8")
