#!/bin/sh
# Makes a virtual environment in $1 with the newest Python that is found, or says what is missing.
set -eu
wanted="import sys; sys.exit(sys.version_info < (3, 11))"
lacking=""
for python in python3.13 python3.12 python3.11 python3 python; do
    "$python" -c "$wanted" 2>/dev/null || continue
    if "$python" -c "import venv, ensurepip" 2>/dev/null; then
        trap 'rm -rf "$1"; exit 130' INT TERM
        "$python" -m venv --clear "$1" && exit 0
        rm -rf "$1"
        exit 1
    fi
    lacking="${lacking:-$python}"
done
if [ -n "$lacking" ]; then
    echo "Found $lacking, but its venv module is missing." >&2
    echo "On Debian and Ubuntu: apt-get install $lacking-venv" >&2
else
    echo "Kermesse needs Python 3.11 or newer; none was found on the PATH." >&2
fi
exit 1
