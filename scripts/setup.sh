#!/bin/sh
# Makes .venv with everything that uv.lock names. Called by `make setup` when something it depends on has changed.
# The stamp .venv/ready holds the place that .venv was made for: its scripts name that place, so that in a folder that
# was moved or copied it is made anew.
set -eu
here=$(pwd -P)

works() {
    .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1 &&
        .venv/bin/python -m pip --version >/dev/null 2>&1
}

# On Debian a Python may come without ensurepip; then the next one is tried.
make_venv() {
    sh scripts/find-python.sh | while IFS= read -r python; do
        if "$python" -m venv --clear .venv >/dev/null 2>&1 && works; then
            echo "Using $("$python" --version) ($python)."
            break
        fi
        echo "$python cannot make a virtual environment (on Debian: apt install python3-venv); looking further." >&2
    done
}

if [ "$(cat .venv/ready 2>/dev/null)" != "$here" ]; then
    rm -rf .venv
fi
if ! works; then
    make_venv
fi
if ! works; then
    rm -rf .venv
    echo "Ingrain needs Python 3.12 or newer with venv, and none was found." >&2
    echo "Install one (Debian 13: apt install python3 python3-venv; macOS: brew install python@3.13;" >&2
    echo "pyenv: pyenv install 3.13), or say where it is: make setup PYTHON=/path/to/python3" >&2
    exit 1
fi

[ -x .venv/bin/uv ] || .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9'
UV_PROJECT_ENVIRONMENT=.venv .venv/bin/uv sync --frozen --quiet --no-python-downloads --python .venv/bin/python
sh scripts/typefaces.sh
printf '%s\n' "$here" > .venv/ready
