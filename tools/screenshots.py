"""Take the pictures of the README from the demo school: `python -m tools.screenshots`.

A throw-away school is loaded, the server runs in a thread, Chromium signs in with one tap as a visitor would. Then the
round is brought to its end by the services, as the office would do in the following weeks.
"""

import atexit
import os
import shutil
import tempfile
import threading
from datetime import datetime, timedelta
from pathlib import Path

HOME = tempfile.mkdtemp(prefix="liangshi-pictures-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {
    "LIANGSHI_HOME": HOME,
    "LIANGSHI_DEMO": "1",
    "DJANGO_SETTINGS_MODULE": "liangshi.project.settings",
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}

import django  # noqa: E402 - the settings read the environment

django.setup()

from django.utils import timezone  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from waitress.server import create_server  # noqa: E402

from liangshi.access.queries import viewer_of  # noqa: E402
from liangshi.pairing.models import Draw, Phase, Round  # noqa: E402
from liangshi.pairing.services.closing import close_input  # noqa: E402
from liangshi.pairing.services.publishing import publish  # noqa: E402
from liangshi.pairing.services.solving import announce_draw, enter_seed, work_out  # noqa: E402
from liangshi.people.models import Account  # noqa: E402
from liangshi.project.serving import prepare  # noqa: E402

PICTURES = Path(__file__).resolve().parent.parent / "docs/screenshots"
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}


def sign_in(browser: Browser, base: str, role: str, size: str) -> Page:
    """A page of the demo account of that role."""
    width, height = SIZES[size]
    page = browser.new_context(base_url=base, locale="zh-CN", viewport={"width": width, "height": height}).new_page()
    page.set_default_timeout(60_000)
    page.goto("/sign-in/")
    page.get_by_role("button", name=f"{role} ·").click()
    return page


def picture(page: Page, name: str) -> None:
    """Store what stands on the page."""
    page.wait_for_timeout(600)
    page.screenshot(path=PICTURES / f"{name}.png")


def in_mid_course(browser: Browser, base: str) -> None:
    """The round while wishes are open."""
    round_ = Round.unscoped.get()
    office = sign_in(browser, base, "德育处", "desktop")
    office.goto(f"/rounds/{round_.public_id}/")
    picture(office, "round-desktop")
    student = sign_in(browser, base, "学生", "phone")
    picture(student, "home-phone")
    student.goto(f"/rounds/{round_.public_id}/mentors/")
    for _ in range(3):
        student.get_by_role("button", name="加入志愿").first.click()
        if "/mentors/" not in student.url:
            student.goto(f"/rounds/{round_.public_id}/mentors/")
    student.get_by_role("link", name="看我的志愿").click()
    picture(student, "wishes-phone")
    student.get_by_role("button", name="提交志愿").click()


def bring_to_its_end() -> None:
    """Close, draw, solve, publish."""
    round_ = Round.unscoped.get()
    now: datetime = timezone.now()
    Phase.unscoped.filter(round=round_).update(opens_at=now - timedelta(days=20), closes_at=now - timedelta(days=1))
    office = viewer_of(Account.unscoped.get(demo_label="德育处"), timezone.localdate(now))
    close_input(by=office, round_=round_, now=now)
    announce_draw(by=office, round_=round_, how="校门口公开抽取六位数字", now=now)
    draw: Draw = enter_seed(by=office, round_=round_, seed="3 1 4 1 5 9", now=now)
    work_out.call(draw.pk)
    publish(by=office, round_=round_, now=now)


def at_its_end(browser: Browser, base: str) -> None:
    """The result as the family, the mentor and the office read it."""
    round_ = Round.unscoped.get()
    student = sign_in(browser, base, "学生", "phone")
    student.goto("/placement/")
    picture(student, "placement-phone")
    office = sign_in(browser, base, "德育处", "desktop")
    office.goto(f"/rounds/{round_.public_id}/outcome/figures/")
    office.wait_for_timeout(1500)
    picture(office, "figures-desktop")
    mentor = sign_in(browser, base, "导师", "phone")
    picture(mentor, "mentor-phone")


def main() -> None:
    """All pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    prepare(demo=True)
    from liangshi.project.wsgi import application  # noqa: PLC0415 - it looks for the gathered static files

    server = create_server(application, host="127.0.0.1", port=0)
    threading.Thread(target=server.run, daemon=True).start()
    base = f"http://127.0.0.1:{server.effective_port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        in_mid_course(browser, base)
        bring_to_its_end()
        at_its_end(browser, base)
        browser.close()
    server.close()


if __name__ == "__main__":
    main()
