#!/bin/sh
# Make the virtual environment that `make setup` installs into.
# Usage: scripts/make_venv.sh PYTHON FOLDER
set -eu
python=$1
folder=$2

say() { printf '%s\n' "$*" >&2; }

version_fits() { "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

works() { [ -x "$folder/bin/python" ] && "$folder/bin/python" -m pip --version >/dev/null 2>&1; }

build() { "$python" -m venv --clear "$folder" >/dev/null 2>&1 && works; }

# Debian keeps what `python3 -m venv` needs in a package of its own.
install_venv_package() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" -eq 0 ]; then as_root=env
    elif sudo -n true 2>/dev/null; then as_root='sudo -n env'
    else return 1
    fi
    say "python3-venv is missing; installing it with apt-get"
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -q python3-venv >/dev/null 2>&1 && return 0
    # A bare machine may hold no package lists yet.
    $as_root apt-get update -q >/dev/null 2>&1 || return 1
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -q python3-venv >/dev/null 2>&1
}

if ! version_fits; then
    say "$python: is not Python 3.11 or later; install python3.11, or name one: make setup PYTHON=/path/to/python"
    exit 2
fi
works || build || { install_venv_package && build; } || {
    say "$python: cannot make a virtual environment; run: apt-get install -y python3-venv (as root), then make again"
    exit 2
}
