#!/bin/sh
# Prints every Python >= 3.12 that really runs, best first, one path a line.
# A name on PATH proves nothing (pyenv leaves shims that refuse to start), so each candidate is started.
# 3.13 is tried first because the tests run there most; PYTHON=/path/to/python goes before all.
set -u

runs() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

offer() {
    if [ -n "$1" ] && runs "$1"; then
        printf '%s\n' "$1"
    fi
}

offer "${PYTHON:-}"

for version in 3.13 3.12 3.14 3; do
    offer "$(command -v "python$version" 2>/dev/null)"
done

for version in 3.13 3.12 3.14; do
    for kept in "${PYENV_ROOT:-$HOME/.pyenv}/versions/$version".*/bin/python3 \
                "$HOME/.pyenv/versions/$version".*/bin/python3; do
        offer "$kept"
    done
done
exit 0
