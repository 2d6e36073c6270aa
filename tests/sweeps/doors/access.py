"""Doors of set-up, sign-in, one's account and the school's accounts."""

from tests.sweeps.doors import EVERYONE, DoorRow

KEEPERS = frozenset({"gu", "shen", "he"})
RESETTERS = frozenset({"gu", "shen"})

DOORS = {
    "access:setup": DoorRow(frozenset(), lambda world: "/setup/", status=(404,), public=True),
    "access:sign_in": DoorRow(EVERYONE, lambda world: "/sign-in/", status=(200, 303), public=True),
    "access:demo_sign_in": DoorRow(
        frozenset(), lambda world: f"/sign-in/demo/{world.staff['shen'].account.public_id}/", method="post",
        status=(404,), public=True,
    ),
    "access:sign_out": DoorRow(EVERYONE, lambda world: "/sign-out/", method="post", status=(303,), public=True),
    "access:language": DoorRow(EVERYONE, lambda world: "/language/", method="post", status=(302,), public=True),
    "wecom_login": DoorRow(frozenset(), lambda world: "/sign-in/wecom/", status=(404,), public=True),
    "wecom_callback": DoorRow(frozenset(), lambda world: "/sign-in/wecom/back/", status=(404,), public=True),
    "openid_connect_login": DoorRow(
        frozenset(), lambda world: "/sign-in/directory/directory/", status=(404,), public=True
    ),
    "openid_connect_callback": DoorRow(
        frozenset(), lambda world: "/sign-in/directory/directory/back/", status=(404,), public=True
    ),
    "access:account": DoorRow(EVERYONE, lambda world: "/account/"),
    "access:password": DoorRow(EVERYONE, lambda world: "/account/password/"),
    "access:first_password": DoorRow(EVERYONE, lambda world: "/account/password/first/", status=(303,)),
    "access:end_sessions": DoorRow(EVERYONE, lambda world: "/account/sessions/end/", method="post", status=(303,)),
    "access:slips": DoorRow(KEEPERS, lambda world: "/accounts/slips/"),
    "access:second_factors": DoorRow(KEEPERS, lambda world: "/accounts/second-factors/"),
    "access:second_factor_rule": DoorRow(
        KEEPERS, lambda world: "/accounts/second-factors/rule/", method="post", status=(303,)
    ),
    "access:second_factor_reset": DoorRow(
        RESETTERS, lambda world: f"/accounts/second-factors/{world.staff['wang'].public_id}/reset/", method="post",
        status=(303,),
    ),
}  # fmt: skip
