# Plain GNU make; every path is relative, so the folder may have any name and be moved.
#
#   make demo    everything, running in the foreground     make check   format, lint, types, layout
#   make test    the whole test suite                      make bench   the benchmark
#   make lock    pin the dependencies anew                 make clean   all that can be made again

PY := .venv/bin/python
ARGS ?=
# Without its bytecode every start of `motcua` would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: environment demo test check bench lock clean
.NOTPARALLEL:

# $(call environment,main|dev): .venv with what requirements/….txt pins, checked by hash. Repeated
# only when that file changes. `motcua` is a link to this folder: nothing is built, nothing fetched.
define environment
@set -e; lock=requirements/$(1).txt; \
current() { $(PY) -c 'import pip' 2>/dev/null && cmp -s "$$lock" .venv/$(1).lock; }; \
if ! current; then \
  for python in $(PYTHON) python3.11 python3.12 python3.13 python3.14 python3; do \
    "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
    python=; \
  done; \
  if [ -z "$$python" ]; then \
    echo "Cần Python 3.11 trở lên kèm venv. Trên Debian, Ubuntu: «apt-get install python3 python3-venv»." >&2; \
    exit 1; \
  fi; \
  mkdir -p .venv 2>/dev/null && [ -w .venv ] || { \
    echo "Không ghi được vào thư mục này: cần quyền ghi để cài các thư viện vào .venv." >&2; exit 1; }; \
  exec 9>.venv/.lock; flock 9; \
  if ! current; then \
    $(PY) -c 'import pip' 2>/dev/null || "$$python" -m venv --clear .venv; \
    echo "Đang cài các thư viện vào .venv (chỉ lần đầu, một vài phút)…"; \
    $(PY) -m pip install -qq --disable-pip-version-check --no-input --no-deps --require-hashes -r "$$lock" \
      || { echo "Không cài được thư viện: kiểm tra đường mạng tới kho gói Python rồi chạy lại." >&2; exit 1; }; \
    for packages in .venv/lib/python3.*/site-packages; do echo ../../../.. > "$$packages/motcua.pth"; done; \
    printf '%s\n' '#!/bin/sh' 'exec "$$(dirname "$$(readlink -f "$$0")")/python" -P -m motcua.cli "$$@"' > .venv/bin/motcua; \
    chmod +x .venv/bin/motcua; \
    cp "$$lock" .venv/$(1).lock; \
  fi; \
fi
endef

# The server that tests share ends with them.
STOP_TEST_SERVER = $(PY) -c 'import tests.settings as s; s.postgres.stop(s.HOME)'

environment:
	$(call environment,main)

demo:
	$(call environment,main)
	@exec $(PY) -m motcua.cli demo

test:
	$(call environment,dev)
	@.ci/chromium
	@trap "$(STOP_TEST_SERVER)" EXIT; $(PY) -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(ARGS)

# Every check runs, whatever the ones before it found.
check:
	$(call environment,dev)
	@trap "$(STOP_TEST_SERVER)" EXIT; failed=; \
	try() { echo "$$ $$*"; "$$@" || failed=1; }; \
	try .venv/bin/ruff format --check .; \
	try .venv/bin/ruff check .; \
	try .venv/bin/djangofmt --check motcua/web/templates; \
	try .venv/bin/mypy; \
	try .venv/bin/lint-imports; \
	try env DJANGO_SETTINGS_MODULE=tests.settings $(PY) -m django makemigrations --check --dry-run; \
	try $(PY) -m pytest -q tests/test_layout.py; \
	[ -z "$$failed" ]

bench:
	$(call environment,main)
	@$(PY) -m bench $(ARGS)

lock:
	@set -e; tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	python3 -m venv "$$tools"; "$$tools/bin/pip" install --quiet --disable-pip-version-check pip-tools; \
	for name in main dev; do \
	  extra=; [ $$name = main ] || extra="--extra $$name"; \
	  "$$tools/bin/pip-compile" --quiet --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-header --strip-extras $$extra --output-file requirements/$$name.txt pyproject.toml; \
	done

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis motcua/web/static/build
	find motcua tests -name __pycache__ -prune -exec rm -rf {} +
