"""The forms that the product brings along, for schools whose scheme has none of its own."""

from django.utils.translation import gettext as _

from liangshi.domain.scheme import Role, Sensitivity
from liangshi.domain.scheme.base import Source
from liangshi.domain.scheme.forms import FieldType, FormField, FormKind, FormRule

OWN_SOURCE = Source(document="liangshi", place="built-in", words="built-in")
CARING = (Role.MENTOR.value, Role.HOMEROOM_TEACHER.value, Role.COUNSELLOR.value)


def built_in_form(kind: FormKind) -> FormRule:
    """The built-in guidance plan or stage evaluation."""
    made = {FormKind.GUIDANCE_PLAN: _plan, FormKind.STAGE_EVALUATION: _evaluation}
    return made[kind]()


def _long(key: str, label: str, hint: str = "", *, required: bool = False) -> FormField:
    return FormField(key=key, label=label, type=FieldType.LONG_TEXT, hint=hint, required=required)


def _guarded(key: str, label: str, purpose: str) -> FormField:
    return FormField(
        key=key, label=label, type=FieldType.LONG_TEXT, purpose=purpose, sensitivity=Sensitivity.SENSITIVE,
        readers=CARING,
    )  # fmt: skip


def _plan() -> FormRule:
    return FormRule(
        id="built-in-plan", title=_("指导计划"), kind=FormKind.GUIDANCE_PLAN,
        authors=(Role.MENTOR.value, Role.STUDENT.value), readers=(Role.HOMEROOM_TEACHER.value,),
        source=(OWN_SOURCE,), reading=_("导师与学生一起写。"),
        fields=(
            _long("state", _("现在的样子"), _("学习、性格、爱好，写事实和长处")),
            _guarded("family", _("家庭情况"), _("只写与帮助学生有关的情况，学生和家长看不到")),
            _long("wishes", _("学生的愿望"), _("用学生自己的话")),
            FormField(key="aim_short", label=_("短期目标")),
            FormField(key="aim_middle", label=_("中期目标")),
            FormField(key="aim_long", label=_("长期目标")),
            _long("measures", _("一起做什么")),
            FormField(key="times", label=_("什么时候做")),
        ),
    )  # fmt: skip


def _evaluation() -> FormRule:
    return FormRule(
        id="built-in-evaluation", title=_("阶段评估"), kind=FormKind.STAGE_EVALUATION,
        authors=(Role.MENTOR.value,),
        readers=(Role.STUDENT.value, Role.GUARDIAN.value, Role.HOMEROOM_TEACHER.value),
        source=(OWN_SOURCE,), reading=_("只写话，不打分。"),
        fields=(
            _long("thought", _("思想表现")),
            _long("study", _("学业情况")),
            _guarded("mind", _("心理状态"), _("决定是否需要进一步关心，学生和家长看不到")),
            _long("habits", _("生活习惯")),
            _long("change", _("计划要改什么"), required=True),
        ),
    )  # fmt: skip
