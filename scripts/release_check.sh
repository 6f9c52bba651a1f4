#!/bin/sh
# All that a release needs but the upload: `make release-check`, with the Python of an environment that has
# build and twine. It works in a temporary folder, and changes nothing here. It takes a minute or two.
set -eu

PYTHON=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
HERE=$(cd "$(dirname "$0")/.." && pwd)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

say() { echo "· $*"; }
fail() { echo "✗ $*" >&2; exit 1; }

cd "$HERE"
VERSION=$("$PYTHON" -c 'import runpy; print(runpy.run_path("src/hotmart/version.py")["__version__"])')

say "The tree is clean, and the changelog speaks of $VERSION."
[ -z "$(git status --porcelain)" ] || fail "There are changes that no commit holds: git status"
grep -qE "^## ($(echo "$VERSION" | sed 's/\./\\./g')|Unreleased)( |\$)" CHANGELOG.md ||
    fail "CHANGELOG.md has no entry for $VERSION: “## $VERSION — date”, or “## Unreleased”"

say "The source is packed, and the wheel is made of what was packed."
"$PYTHON" -m build --outdir "$WORK/dist" . > "$WORK/build.log" 2>&1 || { cat "$WORK/build.log" >&2; fail "build"; }
SDIST=$WORK/dist/hotmart-$VERSION.tar.gz
WHEEL=$WORK/dist/hotmart-$VERSION-py3-none-any.whl
for made in "$SDIST" "$WHEEL"; do [ -f "$made" ] || fail "There is no $(basename "$made")."; done

say "What the index will show of it is well formed."
"$PYTHON" -m twine check --strict "$SDIST" "$WHEEL" > "$WORK/twine.log" 2>&1 || { cat "$WORK/twine.log" >&2; fail "twine"; }

say "Every file of the source is in the wheel, and nothing else."
(cd src && git ls-files hotmart) | sort > "$WORK/expected"
"$PYTHON" -m zipfile --list "$WHEEL" | awk '$1 ~ /^hotmart\// { print $1 }' | sort > "$WORK/packed"
diff "$WORK/expected" "$WORK/packed" >&2 || fail "The wheel differs from what git holds."

say "It installs into a new environment, far from the checkout."
"$PYTHON" -m venv "$WORK/venv"
"$WORK/venv/bin/python" -m pip --disable-pip-version-check --quiet install "$WHEEL"

say "What is installed works, with nothing but what it asks for."
cd "$WORK"
unset PYTHONPATH
for name in $(env | sed -n 's/^\(HOTMART_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export HOTMART_CACHE_DIR="$WORK/cache"
"$WORK/venv/bin/hotmart" --version | grep -qF "$VERSION" || fail "hotmart --version does not say $VERSION."
"$WORK/venv/bin/python" -c "import hotmart; hotmart.Hotmart; hotmart.open"
"$WORK/venv/bin/hotmart" demo --sales 500 --months 3 --keep "$WORK/demo" > "$WORK/demo.log" 2>&1 ||
    { cat "$WORK/demo.log" >&2; fail "hotmart demo"; }
"$WORK/venv/bin/python" -m pip --disable-pip-version-check check > /dev/null || fail "pip check"

say "$VERSION may be released. What is left is to tag it and to upload it."
