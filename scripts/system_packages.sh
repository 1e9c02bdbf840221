#!/bin/sh
# Install what the desk's tests need of the system, where it is missing: Chromium and PostgreSQL.
# Usage: scripts/system_packages.sh
set -eu

say() { printf '%s\n' "$*" >&2; }

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# Debian keeps the server's programs outside the path.
has_postgresql() { command -v initdb || ls /usr/lib/postgresql/*/bin/initdb; }

missing() {
    has_chromium >/dev/null 2>&1 || printf ' chromium'
    has_postgresql >/dev/null 2>&1 || printf ' postgresql'
}

install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    if [ "$(id -u)" -eq 0 ]; then as_root=env
    elif sudo -n true 2>/dev/null; then as_root='sudo -n env'
    else return 1
    fi
    say "missing:$*; installing with apt-get (some minutes)"
    quiet="$as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends"
    # shellcheck disable=SC2086,SC2048 # words are meant to be split
    $quiet $* >/dev/null 2>&1 && return 0
    # A bare machine may hold no package lists yet.
    $as_root apt-get update -q >/dev/null 2>&1 || return 1
    # shellcheck disable=SC2086,SC2048
    $quiet $* >/dev/null 2>&1
}

wanted=$(missing)
[ -z "$wanted" ] && exit 0
install_packages "$wanted" || true
wanted=$(missing)
if [ -n "$wanted" ]; then
    say "the desk's tests need what is not installed; as root: apt-get install -y --no-install-recommends$wanted"
    exit 2
fi
