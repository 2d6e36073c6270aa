#!/usr/bin/env bash
# Sets up what `make run` (run) or `make test` (test) needs, once for each state of the requirement files.
# Debian packages are installed where that is allowed; where not, it says exactly what is missing.
set -euo pipefail
cd "$(dirname "$0")/.."
kind="$1"
python="${PYTHON:-python3}"
missing=()

say() { printf '%s\n' "$*" >&2; }
want() { "$@" >/dev/null 2>&1; }

want "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { say "Python 3.11 or newer is needed (found: $("$python" --version 2>&1))."; exit 1; }
want "$python" -c 'import ensurepip, venv' || missing+=(python3-venv)
want test -x /usr/bin/msgfmt || [ "$kind" = run ] || missing+=(gettext)
if [ "$kind" = test ]; then
  want test -x /usr/lib/postgresql/15/bin/postgres || missing+=(postgresql-15)
  want test -x /usr/bin/chromium || missing+=(chromium)
  fc-list 2>/dev/null | grep -qi "noto.*cjk" || missing+=(fonts-noto-cjk)
fi

if [ "${#missing[@]}" -gt 0 ]; then
  sudo=""
  [ "$(id -u)" = 0 ] || sudo="sudo -n"
  if command -v apt-get >/dev/null && { [ -z "$sudo" ] || want sudo -n true; }; then
    say "Installing Debian packages: ${missing[*]}"
    $sudo apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  else
    say "These Debian packages are missing and cannot be installed from here: ${missing[*]}"
    say "Please ask an administrator for: apt-get install ${missing[*]}"
    exit 1
  fi
fi

[ -x .venv/bin/python ] || "$python" -m venv .venv
stamp=".venv/.installed-$kind"
if ! cmp -s "requirements/$kind.txt" "$stamp"; then
  say "Installing Python packages (requirements/$kind.txt) …"
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "requirements/$kind.txt"
  .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . 2>/dev/null \
    || .venv/bin/python -m pip install -q --disable-pip-version-check --no-deps -e .
  cp "requirements/$kind.txt" "$stamp"
fi
.venv/bin/python tools/assets.py
.venv/bin/python tools/messages.py --compile
