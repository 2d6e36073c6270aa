"""The command line: `liangshi run`, `match`, `verify`, `template`, `manage`."""

import sys

from liangshi.project.command_line import main

if __name__ == "__main__":
    sys.exit(main())
