"""The wheel alone, in a fresh environment on an empty home: set-up answers, and its assets come with it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180
CARRIED = {".html", ".css", ".js", ".svg", ".toml", ".txt", ".mo", ".typed"}

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel, and finds the rest where the tests do."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, cwd=ROOT)
    shutil.rmtree(ROOT / "build")
    venv.create(folder / "env", with_pip=True)
    places = sysconfig.get_paths(vars={"base": str(folder / "env"), "platbase": str(folder / "env")})
    python = Path(places["scripts"]) / Path(sys.executable).name
    (wheel,) = folder.glob("*.whl")
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    (Path(places["purelib"]) / "others.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return Path(places["scripts"])


@pytest.fixture
def address(scripts: Path, tmp_path: Path) -> Iterator[str]:
    """Where the installed program answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LIANGSHI_", "DJANGO_"))}
    environment["LIANGSHI_HOME"] = str(tmp_path / "home")
    command = [str(scripts / "liangshi"), "run", "--port", str(port)]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL) as server:
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.kill()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert server.poll() is None, "the server has ended"
        with socket.socket() as knocking:
            if knocking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.5)
    raise TimeoutError


def test_the_wheel_carries_all_that_is_not_code(scripts: Path, tmp_path: Path) -> None:
    python = scripts / Path(sys.executable).name
    said = run(python, "-c", "import liangshi; print(liangshi.__path__[0])", cwd=tmp_path)
    installed, source = Path(said.strip()), ROOT / "liangshi"
    assert installed.is_relative_to(scripts.parent)
    wanted = {
        path.relative_to(source) for path in source.rglob("*") if path.suffix in CARRIED or path.name == "py.typed"
    }
    assert {suffix: any(path.suffix == suffix for path in wanted) for suffix in CARRIED - {".typed"}} == dict.fromkeys(
        CARRIED - {".typed"}, True
    )
    assert {path for path in wanted if not (installed / path).is_file()} == set()


def test_an_empty_home_asks_for_the_first_administrator_with_all_its_assets(address: str) -> None:
    with urlopen(f"{address}/setup/", timeout=PATIENCE) as answer:
        page = answer.read().decode()
        assert answer.status == 200
    assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)
    assert any("vendor/htmx" in asset for asset in assets)
    assert any("vendor/bootstrap" in asset for asset in assets)
    for asset in assets:
        with urlopen(address + asset, timeout=PATIENCE) as answer:
            assert answer.status == 200
            assert answer.read()
