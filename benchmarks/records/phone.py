"""`python -m benchmarks.records.phone`: a mentor logs a talk on a phone with a 4G connection, from the first screen.

Starts `liangshi run` on the demo school, opens the first screen in Chromium at 390 x 844 with the network held down to
9 Mbit/s, 4 Mbit/s up and a round trip of 170 ms, and taps: student, kind (though a talk is ticked already), done.
Nothing is cached, so that every file comes over the air on every page. Counts what the finger does, in the page, and
stops the clock when the record stands on the screen; a person also reads and thinks, for which each tap is given two
seconds. Ends with status 1 above three taps or 20 seconds, or where the talk is not stored. `python -m
benchmarks.records` does the same before its load.
"""

import argparse
import sys
import time

from playwright.sync_api import BrowserContext, Page, sync_playwright

from benchmarks.wishes.__main__ import free_port, serving

LIMIT_S, MOST_TAPS, THINKING_S = 20.0, 3, 2.0
DOWN, UP, ROUND_TRIP_MS = 9_000_000 / 8, 4_000_000 / 8, 170
COUNTER = "addEventListener('pointerdown', () => sessionStorage.taps = 1 + Number(sessionStorage.taps || 0), true)"
"""What follows needs the folder and the settings that the import above has set."""

from benchmarks.records.school import build, signed_in
from liangshi.records.models import Entry


def slow(page: Page) -> None:
    """Hold the network down to 4G, without a cache."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    held = {"offline": False, "latency": ROUND_TRIP_MS, "downloadThroughput": DOWN, "uploadThroughput": UP}
    devtools.send("Network.emulateNetworkConditions", held)


def log(page: Page) -> dict[str, float]:
    """Seconds at which each screen stood."""
    found, start = {}, time.perf_counter()
    page.goto("/")
    found["first screen"] = time.perf_counter() - start
    page.locator("a[href*='/records/new/?student=']").first.tap()
    page.get_by_role("button", name="完成").wait_for()
    found["student tapped, form stands"] = time.perf_counter() - start
    page.locator("label.pick:has(input[name=kind][value=talk])").tap()
    page.get_by_role("button", name="完成").tap()
    page.get_by_role("link", name="写几句").wait_for()
    found["kind and done tapped, record stands"] = time.perf_counter() - start
    return found


def a_phone(port: int, session: str) -> tuple[dict[str, float], int]:
    """The seconds of each screen and the number of taps, on a phone in which the mentor of `session` is signed in."""
    address = f"http://127.0.0.1:{port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        context: BrowserContext = browser.new_context(
            base_url=address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, locale="zh-CN",
            service_workers="block",
        )  # fmt: skip
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        context.add_init_script(COUNTER)
        page = context.new_page()
        slow(page)
        found = log(page)
        taps = int(page.evaluate("Number(sessionStorage.taps)"))
        browser.close()
    return found, taps


def logged_in_time(port: int) -> bool:
    """Print what was measured on the running server, and whether it keeps to the taps and the seconds."""
    [mentor], before = signed_in(1, 1, "phone"), Entry.unscoped.count()
    found, taps = a_phone(port, mentor.session)
    stored = Entry.unscoped.count() - before
    print("\nphone, 4G\n\n| screen | seconds |\n| --- | --- |")
    for name, seconds in found.items():
        print(f"| {name} | {seconds:.1f} |")
    whole = max(found.values()) + taps * THINKING_S
    print(f"\n{taps} taps (at most {MOST_TAPS}); {whole:.1f} s (at most {LIMIT_S:.0f})")
    print(f"talks stored: {stored} of 1", flush=True)
    return taps <= MOST_TAPS and whole <= LIMIT_S and stored == 1


def main() -> int:
    """Measure, print, judge."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.records.phone").parse_known_args()[1]
    build()
    port = free_port()
    with serving(port, options):
        return int(not logged_in_time(port))


if __name__ == "__main__":
    sys.exit(main())
