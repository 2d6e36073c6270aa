"""Write tests/sweeps/statements.toml: the SQL statements of each page, to be read in review before it is committed."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Run the sweep with the order to write what it counts."""
    sweep = str(ROOT / "tests/sweeps/test_statements.py")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", sweep]
    return subprocess.run(command, cwd=ROOT, check=False, env=os.environ | {"REWRITE_STATEMENTS": "1"}).returncode


if __name__ == "__main__":
    sys.exit(main())
