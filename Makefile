# 도커 스터디 가이드. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help site map addresses zip serve check frontend test bench-authoring bench-book bench-search bench-site labs labs-accept labs-mutate fonts fonts-source lock portability clean

help: ## 할 수 있는 일을 보여 줍니다
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# One stamp for each set of requirements: an unchanged set is not installed again.
$(VENV)/site.stamp: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 2) and "Python 3.11.2 이상이 필요합니다(지금 %d.%d.%d). 예: make PYTHON=python3.12 site" % sys.version_info[:3])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/test.stamp: $(VENV)/site.stamp requirements-test.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@

site: $(VENV)/site.stamp ## 사이트 전체를 site/에 만듭니다
	$(BIN)/python -m studyguide mkdocs build --strict --clean
	$(BIN)/python -m studyguide book
	$(BIN)/python -m studyguide deck
	$(BIN)/python -m studyguide postprocess

map: $(VENV)/site.stamp ## 개념 지도의 그림을 data/concept-map.yml로 다시 그립니다
	$(BIN)/python -m studyguide map

addresses: site ## 공개한 주소의 기록(records/addresses.txt)에 새 주소를 더합니다
	$(BIN)/python -m studyguide addresses

zip: site ## 내려받아 바로 열 수 있는 압축 파일을 dist/에 만듭니다
	$(BIN)/python -m studyguide zip

serve: $(VENV)/site.stamp ## 고치는 대로 보여 주는 서버를 띄웁니다 (http://127.0.0.1:8000)
	$(BIN)/python -m studyguide mkdocs serve

check: $(VENV)/site.stamp ## 글의 형식과 그림, 출처를 검사합니다
	$(BIN)/python -m studyguide check
	@$(BIN)/python -m studyguide outdated

# Node.js comes from a wheel; the packages of frontend/ from its lock, without those of bench/ and fonts/ in it.
NPM = PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/npm --prefix frontend

$(VENV)/node.stamp: $(VENV)/test.stamp frontend/package-lock.json frontend/package.json frontend/.npmrc
	$(NPM) ci --silent --workspaces=false
	touch $@

frontend: $(VENV)/node.stamp ## 브라우저에서 실행되는 스크립트를 다시 묶습니다 (frontend/)
	$(BIN)/node frontend/build.mjs

bench-search: $(VENV)/node.stamp site ## 검색의 속도와 품질을 테마, Zensical, Pagefind의 것과 비교합니다
	sh tests/install-browser.sh
	$(NPM) ci --silent --workspace=bench --include-workspace-root
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.search_first
	$(BIN)/python -m bench.search_peers

test: $(VENV)/test.stamp $(VENV)/node.stamp site ## 모든 테스트를 실행합니다 (크로미움과 한국어 사전이 없으면 설치합니다)
	sh tests/install-browser.sh
	sh tests/install-engines.sh
	sh tests/install-dictionary.sh
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# Without a page pytest would run the tests of the guide.
override PAGES := $(or $(PAGES),docs)
LABS = $(BIN)/python -m pytest --override-ini addopts= -p studyguide.labs.runner.plugin -p no:cacheprovider $(if $(QUEUE),--labs-queue $(QUEUE))

labs: $(VENV)/test.stamp ## 페이지의 명령을 실제 도커 엔진에서 모두 실행해 출력과 비교합니다
	$(LABS) --labs-must-run $(PAGES)

labs-accept: $(VENV)/test.stamp ## 실행한 출력을 페이지에 적고, 다시 실행해 같은지 봅니다
	$(LABS) --labs-must-run --labs-accept $(PAGES)
	$(LABS) $(if $(QUEUE),--labs-queue $(QUEUE)-again) --labs-must-run $(PAGES)

labs-mutate: $(VENV)/test.stamp ## 페이지의 출력을 일부러 망가뜨려 비교가 감지하는지 봅니다
	$(LABS) --labs-must-run --labs-mutate $(PAGES)

bench-site: $(VENV)/node.stamp site ## 첫 화면의 용량과 속도를 기본 테마, 직접 쓴 페이지와 비교합니다
	$(NPM) ci --silent --workspace=bench --include-workspace-root
	sh tests/install-browser.sh
	$(BIN)/python -m bench.site

bench-authoring: $(VENV)/site.stamp ## 고친 글이 보이기까지 걸리는 시간을 재고, 빌드를 기본 테마와 비교합니다
	$(BIN)/python -m bench.authoring

$(VENV)/bench.stamp: $(VENV)/site.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check weasyprint==70.0
	touch $@

bench-book: $(VENV)/bench.stamp site ## 책을 만드는 비용을 WeasyPrint와, 캐시가 있을 때와 없을 때로 비교합니다
	$(BIN)/python -m bench.book

fonts: $(VENV)/test.stamp site ## 사이트가 쓰는 글자로 웹 글꼴을 다시 만듭니다
	$(BIN)/python -m tools.fonts

fonts-source: $(VENV)/test.stamp site ## npm의 Pretendard와 D2Coding에서 fonts/를 다시 만듭니다
	$(NPM) ci --silent --workspace=fonts --include-workspace-root
	$(BIN)/python -m tools.fonts --source frontend/node_modules

lock: ## pyproject.toml에서 requirements*.txt를 다시 만듭니다
	$(PYTHON) -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv==0.13.9
	$(LOCK) --output-file requirements.txt pyproject.toml
	$(LOCK) --extra test --output-file requirements-test.txt pyproject.toml

# For every system and every Python from the floor on; --upgrade, so that today's releases are taken.
LOCK = $(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes --upgrade --no-header --no-emit-index-url

portability: $(VENV)/test.stamp site ## 가장 새로운 Zensical로도 같은 페이지가 나오는지 봅니다 (보고만 하고 실패시키지는 않습니다)
	$(PYTHON) -m venv $(VENV)/zensical
	$(VENV)/zensical/bin/python -m pip install --quiet --upgrade zensical pyyaml selectolax
	ZENSICAL_PYTHON=$(CURDIR)/$(VENV)/zensical/bin/python $(BIN)/python -m pytest tests/test_portability.py

clean: ## 만들어진 것을 모두 지웁니다
	rm -rf .cache $(VENV) frontend/node_modules bench/out site dist
