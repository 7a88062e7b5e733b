# Kvar. Two commands are enough: make demo, make test. The rest: make help.
# Needs Python 3.11 or newer with venv, git and make. Everything else is fetched into .venv by the hashed lock.
# Another Python: make PY=python3.12 demo

SHELL := /bin/sh
PY ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && exit; done; echo python3)
BIN := .venv/bin
UV := uv==0.13.9
# Once with uv's own list of certificates, once with the machine's: a workplace's proxy is known only there.
LOCKED = $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r requirements.lock

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-deep check bench fix

help:
	@echo 'make demo       visa Kvar med en påhittad stad på http://127.0.0.1:8000'
	@echo 'make test       kör allt: SQLite, PostgreSQL, webbläsare, importkontrakt, typer, stil'
	@echo 'make test-deep  det som tar lång tid: varje dag 1993–2046 mot ett orakel, ett år genom handlingarna, mutationsprov'
	@echo 'make check      det som går på en halv minut: stil, importkontrakt, typer, innehåll, migreringar'
	@echo 'make fix        rätta det som kan rättas av sig självt'
	@echo 'make bench      mät (skriver ut siffror, prövar inget; uppföljningen på CASES=50000 ärenden)'
	@echo 'make setup      bara miljön (.venv)'

setup: .venv/.ok
	@echo 'Miljön finns i .venv.'

.venv/.ok: requirements.lock pyproject.toml
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo 'Kvar behöver Python 3.11 eller nyare: installera det och kör sedan till exempel  make PY=python3.12 demo'; exit 1; }
	@$(PY) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo 'Pythons venv saknas: kör  sudo apt install python3-venv  och försök igen.'; exit 1; }
	@echo '1/4  Skapar miljön .venv'
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PY) -m venv --clear .venv
	@echo '2/4  Hämtar installationsprogrammet ($(UV))'
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-input '$(UV)'
	@echo '3/4  Hämtar paketen i requirements.lock och kontrollerar varje kontrollsumma'
	@$(LOCKED) 2>/dev/null || $(LOCKED) --system-certs
	@echo '4/4  Installerar Kvar'
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-build-isolation --no-deps -e .
	@touch $@

demo: .venv/.ok
	@$(BIN)/kvar demo $(if $(PORT),--port $(PORT))

test: .venv/.ok
	@$(BIN)/python -m tests.run

test-deep: .venv/.ok
	@$(BIN)/python -m tests.run deep

check: .venv/.ok
	@$(BIN)/python -m tests.run check

bench: .venv/.ok
	@$(BIN)/kvar bench
	@$(BIN)/kvar bench --follow-up $(or $(CASES),50000)

fix: .venv/.ok
	@$(BIN)/ruff format kvar tests
	@$(BIN)/ruff check --fix kvar tests
