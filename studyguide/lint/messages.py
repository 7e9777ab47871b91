"""What the checks say to authors, in one table: what is wrong, then what to write instead."""

from __future__ import annotations

import re

MESSAGES = {
    # Files
    "file-missing": "파일이 없습니다. 지웠다면 Git에서 되살리세요(`git checkout -- {path}`)",
    "file-unreadable": "읽을 수 없습니다({error}). 파일의 종류와 권한을 확인하세요",
    "file-folder": "폴더입니다. 이 이름은 파일이어야 하므로 폴더의 이름을 바꾸세요",
    "file-suffix": "페이지의 이름은 `.md`로 끝나야 합니다. 이름을 바꾸세요",
    "docs-missing": "폴더가 없습니다. 프로젝트의 폴더에서 돌렸는지 확인하세요",
    "file-case": "`{other}`와 대소문자만 다른 이름입니다. 맥과 윈도우에서는 같은 파일이 되므로 이름을 바꾸세요",
    "file-stem": "`{other}`와 이름이 같은 페이지입니다. 용어집과 명령어 표가 둘을 가리지 못하므로 이름을 바꾸세요",
    "file-generated": "빌드가 만드는 페이지와 이름이 같습니다. 이 파일을 지우거나 다른 이름으로 바꾸세요",
    "text-encoding": "UTF-8이 아닙니다. 편집기에서 UTF-8로 다시 저장하세요",
    "text-bom": "파일이 BOM(U+FEFF)으로 시작합니다. 편집기에서 'BOM 없는 UTF-8'로 다시 저장하세요",
    "text-control": "보이지 않는 제어 문자 U+{code:04X}가 있습니다. 지우세요",
    "text-nfd": "한글이 자모로 풀어져(NFD) 있어 검색되지 않습니다. 다시 치거나 NFC로 바꾸어 저장하세요",
    "text-conflict": "Git 충돌 표시가 남아 있습니다. 한쪽을 고르고 표시를 지우세요",
    # YAML and schemas
    "file": "파일의 내용",
    "item": "{number}번째 항목",
    "key-missing": "`{key}:`이(가) 없습니다.",
    "key-twice": "`{key}`이(가) {line}행에 이미 있습니다. 하나만 남기세요",
    "key-unknown": "모르는 이름 `{key}`입니다.",
    "key-near": "`{near}`의 오타인가요?",
    "key-known": "쓸 수 있는 이름: {known}",
    "value-type": "{name}: {wanted}이어야 하는데 {kind}입니다.",
    "value-empty": "{name}: 비어 있습니다.",
    "value-few": "{name}: {limit}개보다 적습니다.",
    "value-long": "{name}: {count}자입니다({limit}자까지).",
    "value-twice": "{name}: «{value}»이(가) 두 번 있습니다. 하나만 남기세요.",
    "value-date": "{name}: `{value}`은(는) 날짜가 아닙니다.",
    "value-form": "{name}: `{value}`은(는) 쓸 수 없습니다.",
    "value-future": "`{name}`: {value}은(는) 아직 오지 않은 날입니다. 오늘이나 지난 날을 적으세요",
    "value-quoted": "`{name}`: 날짜를 따옴표 없이 적으세요",
    "value-html": "`{name}`: «{found}»은(는) HTML 태그로 읽힙니다. 코드라면 백틱으로 감싸고, 아니면 지우세요",
    # Data
    "data-term-twice": "용어 «{value}»이(가) {line}행에 이미 있습니다. 하나로 합치세요",
    "data-alias-twice": "«{value}»이(가) {line}행의 용어 «{term}»에 이미 있습니다. 하나만 남기세요",
    "data-id-twice": "id `{value}`이(가) {line}행에 이미 있습니다. 다른 이름을 적으세요",
    "data-url-twice": "주소가 {line}행의 `{name}`과 같습니다. 하나로 합치세요",
    "data-page": "페이지 docs/{page}이(가) 없습니다. 파일 이름을 확인하세요",
    "data-anchor": "docs/{page}에 `#{anchor}`이(가) 없습니다. 그 페이지에 있는 제목이나 질문의 id를 적으세요",
    "data-question": "질문 `{name}`이(가) 없습니다. 페이지에 있는 질문의 `id`를 적으세요",
    "data-question-unread": "질문 `{name}`은(는) docs/{page}에 있는데, 이 단계와 앞 단계가 그 페이지를 싣지 않습니다. "
    "`read`에 적거나 질문을 빼세요",
    "data-slug-nav": "`{slug}.md`가 mkdocs.yml의 nav에 없습니다. nav에 적으세요",
    "data-uncited": "출처 `{name}`을(를) 쓰는 페이지가 없습니다. 쓰거나 지우세요",
    "data-path-slug": "`{slug}`은(는) 다른 페이지의 이름입니다. 다른 이름을 적으세요",
    "records-page": "페이지 docs/{page}.md가 없습니다. `make labs-accept`로 기록을 다시 쓰세요",
    # Changelog
    "edition-order": "{number}판이 앞의 판보다 작지 않습니다. 새 판을 맨 위에 적으세요",
    "edition-config": "모든 페이지의 끝에 나오는 판이 data/changelog.yml의 첫 항목과 다릅니다. `extra:` 아래에 "
    "`edition: {{number: {number}, date: {date}}}`를 적으세요",
    # Concept map
    "map-twice": "페이지 `{page}`이(가) {line}행에 이미 있습니다. 한 단어에만 적으세요",
    "map-page": "페이지 docs/{page}.md이(가) 없거나 nav에 없습니다. {hint}",
    "map-missing": "페이지 `{page}`이(가) 개념 지도에 없습니다. 알맞은 단어의 `pages`에 적고 `make map`을 실행하세요",
    "map-word": "단어 `{name}`이(가) `rows`에 없습니다. 있는 단어의 `id`를 적으세요",
    "map-far": "`{start}`와 `{end}`은(는) 떨어져 있어 화살표가 다른 상자를 지납니다. 같은 행에서 이웃하거나 "
    "바로 위아래 행에 있는 두 단어만 이으세요",
    "map-wide": "«{text}»은(는) 상자보다 깁니다. 줄이세요",
    "map-stale": "data/concept-map.yml로 만든 그림과 다릅니다. `make map`을 실행하세요",
    # Navigation
    "nav-missing": "`nav:`이(가) 없습니다. 페이지를 읽는 순서대로 적으세요",
    "nav-form": "`파일.md`나 `제목: [파일.md, …]`의 목록으로 적으세요",
    "nav-unknown": "페이지 docs/{page}이(가) 없습니다. 파일 이름을 확인하거나 nav에서 지우세요",
    "nav-twice": "`{page}`이(가) {line}행에 이미 있습니다. 한 번만 적으세요",
    "nav-external": "`{page}`: nav에는 docs/의 페이지만 적습니다. 바깥 주소는 페이지 안에 링크로 적으세요",
    "nav-generated": "빌드가 만드는 페이지 `{page}`이(가) nav에 없습니다. nav에 적으세요",
    "nav-omitted": "nav에 없는 페이지입니다. mkdocs.yml의 nav에 적으세요",
    # Front matter
    "head-missing": "머리말이 없습니다. `---` 사이에 `title`, `description`, `reviewed`를 적으세요",
    "head-broken": "머리말: {error}",
    "head-text": "머리말의 `{name}`: {found}는 쓰지 않습니다. 제목과 설명은 꾸밈 없는 글로 적으세요",
    # Headings
    "heading-level": "`{marks}` 제목은 쓰지 않습니다. `##`나 `###`로 적으세요(페이지 제목은 머리말의 `title`입니다)",
    "heading-id-missing": "제목 «{text}»에 id가 없습니다. 끝에 ` {{ #ascii-name }}`처럼 적으세요",
    "heading-id-form": "제목의 id `{id}`은(는) 쓸 수 없습니다. ASCII 소문자와 숫자를 `-`로 이어 적으세요",
    "heading-space": "줄이 `#`로 시작해 제목이 됩니다. 제목이면 `## 제목 {{ #id }}`처럼 띄어 쓰고, 아니면 `\\#`로 적으세요",
    "heading-nested": "목록, 인용, 상자 안의 제목입니다. 제목은 줄의 첫 칸에서 시작하고, 강조라면 **굵게** 적으세요",
    "heading-block": "`{name}` 블록 안의 제목입니다. 제목은 블록 밖에만 둡니다. 강조라면 **굵게** 적으세요",
    "heading-setext": "밑줄로 쓴 제목입니다. `## 제목 {{ #id }}`로 적고, 가로줄이라면 앞에 빈 줄을 두세요",
    "heading-html": "`<{tag}>` 대신 `## 제목 {{ #id }}`로 적으세요",
    "id-twice": "주소 `#{id}`이(가) {line}행에 이미 있습니다({what}). 다른 이름을 적으세요",
    "figure-twice": "그림 `{name}`이(가) {line}행에 이미 있습니다. 한 페이지에 한 번만 보이세요",
    # Blocks
    "block-unknown": "모르는 블록 `{name}`입니다. {hint}",
    "block-near": "`{near}`의 오타인가요?",
    "block-known": "쓸 수 있는 블록: {known}",
    "block-open": "블록 `{name}`이(가) 닫히지 않았습니다. 끝에 `{mark}`만 있는 줄을 적으세요",
    "block-cut": "블록 `{name}`이(가) 닫히기 전에 {line}행에서 블록 `{other}`이(가) 시작합니다. 먼저 `{mark}`로 닫거나, 안에 "
    "두려면 안쪽의 슬래시를 하나 더 쓰세요(`{mark}/`)",
    "block-stray": "닫을 블록이 없는 `///`입니다. 지우거나 시작하는 줄을 적으세요",
    "block-title": "블록 `{name}`의 제목이 없습니다. `{mark} {name} | 제목`처럼 적으세요",
    "block-title-html": "블록 제목의 «{found}»은(는) HTML 태그로 읽힙니다. 코드라면 백틱으로 감싸세요",
    "block-title-link": "블록 제목에 링크나 대괄호를 쓰지 않습니다. 링크는 본문에 두세요",
    "block-inside": "블록 `{name}`은(는) `{parent}` 블록 안에 두어야 합니다",
    "block-outside": "블록 `{name}`은(는) 다른 블록 안에 둘 수 없습니다. 앞의 블록을 먼저 닫으세요",
    "block-nested": "목록, 인용, 상자 안의 블록 `{name}`입니다. 블록은 줄의 첫 칸에서 시작해야 합니다",
    "block-comment": "주석 안에 블록 `{name}`이(가) 있습니다. 페이지에 나오지 않으니 지우거나 주석 밖에 두세요",
    "block-options": "블록 `{name}`의 옵션을 읽을 수 없습니다. 한 줄에 `이름: 값`으로 적고, `: `나 ` #`가 든 값은 "
    "작은따옴표로 감싸세요",
    "block-indent": "블록 `{name}`의 옵션은 빈칸 네 칸을 들여 써야 합니다(탭이 아닙니다)",
    "block-gap": "블록 `{name}`의 옵션은 시작하는 줄 바로 아래에 빈 줄 없이 적어야 합니다",
    "block-option": "블록 `{name}`에 없는 옵션 `{option}`입니다. {hint}",
    "block-value": "`{name}` 블록의 `{option}`: {error}",
    "block-id": "`{name}` 블록의 `{option}`: `{value}`은(는) 쓸 수 없습니다. ASCII 소문자로 시작하고 소문자와 숫자를 `-` "
    "하나로 이어 적으세요",
    "block-choice": "`{name}` 블록의 `{option}`: `{value}`은(는) 쓸 수 없습니다. 쓸 수 있는 값: {known}",
    "block-text": "글이어야 합니다. 값을 따옴표로 감싸세요",
    "block-needs": "블록 `{name}`에 `{option}:`이(가) 없습니다. 시작하는 줄 아래에 빈칸 네 칸을 들여 적으세요",
    "block-list": "`sources`은(는) 목록이 아니라 빈칸으로 나눈 이름입니다. `sources: {names}`처럼 적으세요",
    "block-source": "출처 `{key}`이(가) data/sources.yml에 없습니다. {hint}",
    "block-source-twice": "출처 `{key}`을(를) 두 번 적었습니다. 하나만 남기세요",
    "block-source-add": "이름과 주소를 그 파일에 적으세요",
    "block-figure": "그림 docs/assets/figures/{src}.svg가 없습니다. 파일 이름을 확인하세요",
    "block-empty": "블록 `{name}`의 {what}이 비었습니다. 내용을 적으세요",
    "block-two": "블록 `correction`은(는) 두 문단이 있어야 합니다. 첫 문단에 흔히 하는 말, 다음에 바른 내용을 적으세요",
    "block-unique": "{what}의 id `{id}`이(가) {place}에 이미 있습니다. 다른 이름을 적으세요",
    # Code
    "fence-open": "코드 블록이 닫히지 않았습니다. 시작한 것과 똑같은 표시(```)로 닫으세요",
    "fence-language": "모르는 코드 언어 `{language}`입니다. {hint}",
    "fence-plain": "색이 필요 없으면 `text`라고 적으세요",
    "fence-none": "코드 블록의 언어가 없습니다. 명령과 출력은 `console`, 그 밖의 글은 `text`라고 적으세요",
    "fence-info": "코드 블록의 «{info}»을(를) 읽을 수 없습니다. ```` ```yaml title=\"compose.yaml\" ````처럼 적으세요",
    # Markup in text
    "comment-open": "주석이 닫히지 않았습니다. `-->`를 적으세요",
    "html-tag": "`<{tag}>`은(는) HTML 태그로 읽힙니다. 코드라면 백틱으로 감싸고, 글자 그대로라면 `\\<`로 적으세요",
    "html-refused": "`<{tag}>`은(는) 쓰지 않습니다. 마크다운으로 적으세요",
    "html-attribute": "`<{tag}>`의 `{name}`은(는) 쓰지 않습니다. 모양은 `{{ .class }}`로 정하세요",
    "attribute-list": "`{text}`의 `{name}`은(는) 쓰지 않습니다. `{{ #id .class }}`만 적으세요",
    "admonition-type": "모르는 상자 `{name}`입니다. 쓸 수 있는 것: {known}",
    "syntax-absent": "`{mark}`은(는) 이 사이트에서 글자로 나옵니다. {hint}",
    "emoji": "이모지 `{name}`은(는) 쓰지 않습니다. 글로 적으세요",
    "icon": "아이콘 `{name}`이(가) 없습니다. 이름을 확인하세요",
    "footnote-undefined": "각주 `[^{name}]`의 뜻이 없습니다. `[^{name}]: 글`을 적으세요",
    "footnote-unused": "각주 `[^{name}]`을(를) 부르는 곳이 없습니다. 본문에 `[^{name}]`을(를) 적거나 지우세요",
    "footnote-twice": "각주 `[^{name}]`이(가) {line}행에 이미 있습니다. 다른 이름을 적으세요",
    "reference-undefined": "링크 `[{name}]`의 주소가 없습니다. `[글](주소)`로 적으세요",
    # Links
    "link-page": "`{target}`: docs/{page}이(가) 없습니다. {hint}",
    "link-anchor": "`{target}`: docs/{page}에 `#{anchor}`이(가) 없습니다. {hint}",
    "link-file": "`{target}`: 파일 docs/{page}이(가) 없습니다. 파일 이름을 확인하세요",
    "link-outside": "`{target}`: docs/ 밖의 파일입니다. 저장소의 파일이라면 `https://` 주소를 적으세요",
    "link-near": "`{near}`의 오타인가요?",
    "link-check": "이름을 확인하세요",
    "link-scheme": "`{target}`: `{scheme}:` 주소는 쓰지 않습니다. `https://` 주소나 `페이지.md`를 적으세요",
    "link-http": "`{target}`: `http:` 대신 `https:` 주소를 적으세요",
    "link-absolute": "`{target}`: `/`로 시작하는 주소 대신 `페이지.md#id`를 적으세요",
    "link-html": "`{target}`: 만들어진 주소 대신 `페이지.md#id`를 적으세요",
    "link-empty": "링크 «{text}»의 주소가 비었습니다. `페이지.md#id`나 `https://` 주소를 적으세요",
    "image-remote": "`{target}`: 바깥의 이미지는 싣지 않습니다. SVG로 그려 `figure` 블록으로 넣으세요",
    "image": "`{target}`: 이미지 대신 SVG 그림을 `figure` 블록으로 넣으세요",
    # Figures
    "svg-name": "그림 파일의 이름은 ASCII 소문자와 숫자를 `-`로 이어 적으세요",
    "svg-syntax": "SVG로 읽을 수 없습니다({error}). 태그의 짝과 따옴표를 살피세요",
    "svg-root": "맨 바깥이 `<svg xmlns=\"http://www.w3.org/2000/svg\">`여야 합니다",
    "svg-declaration": "`<!DOCTYPE>`과 `<!ENTITY>`, 처리 명령은 쓰지 않습니다. 지우세요",
    "svg-viewbox": "viewBox가 없습니다. `viewBox=\"0 0 340 높이\"`를 적으세요",
    "svg-viewbox-form": "viewBox `{value}`: 수 넷을 빈칸으로 나누어 `0 0 340 200`처럼 적으세요",
    "svg-wide": "폭 {value}는 {limit}보다 넓어 휴대전화에서 글자가 작습니다. 세로로 쌓으세요",
    "svg-small": "«{words}»: 폰(360px)에서 글자가 {shown}px입니다. {least}px이 되게 viewBox의 폭을 {limit} 이하로 줄이세요",
    "svg-described": "`<{name}>`이(가) 없습니다. 그림을 볼 수 없는 사람을 위해 맨 앞에 적으세요",
    "svg-class": "맨 바깥에 `class=\"fig\"`를 적으세요",
    "svg-element": "`<{name}>`은(는) 쓰지 않습니다. 쓸 수 있는 것: {known}",
    "svg-attribute": "`<{tag}>`의 `{name}`은(는) 쓰지 않습니다. 모양은 figures.css의 클래스로 정하세요",
    "svg-handler": "`<{tag}>`의 `{name}`: 스크립트는 쓰지 않습니다. 지우세요",
    "svg-href": "`{value}`: 그림 밖의 것은 부를 수 없습니다. `#이름`을 적으세요",
    "svg-link": "`{value}`: 그림의 링크는 페이지로만 겁니다. `volumes.md`나 `volumes.md#id`를 적으세요",
    "svg-unknown-class": "클래스 `{name}`이(가) figures.css에 없습니다. {hint}",
    "svg-id-twice": "id `{id}`이(가) {line}행에 이미 있습니다. 다른 이름을 적으세요",
    "svg-id-unknown": "`#{id}`이(가) 이 그림에 없습니다. 이름을 확인하세요",
    "svg-unused": "이 그림을 보이는 페이지가 없습니다. `figure` 블록으로 넣거나 지우세요",
    # Labs
    "lab-directive": "실습 지시를 읽을 수 없습니다: {error}",
    "lab-word": "실습 지시에 모르는 말 `{word}`이(가) 있습니다. 쓸 수 있는 것: {known}",
    "lab-timeout": "`timeout={value}`: 1에서 3600까지의 초를 적으세요",
    "lab-mask": "`mask={value}`: 정규식이 아닙니다({error}). `[`, `(`, `*`를 글자로 쓰려면 앞에 `\\`를 적으세요",
    "lab-skip": "`skip=` 뒤에 실행하지 않는 이유를 적으세요",
    "lab-away": "실습 지시가 코드 블록 바로 위에 있지 않아 적용되지 않습니다. `console`이나 제목이 붙은 코드 블록의 바로 윗줄로 "
    "옮기세요",
    "lab-output": "명령보다 출력이 먼저 나옵니다. 명령을 `$ `로 시작하세요",
    "lab-empty": "`console` 블록이 비었습니다. `$ 명령`을 적거나 지우세요",
    "lab-command": "`$ ` 뒤에 명령이 없습니다. 명령을 적거나 줄을 지우세요",
    "lab-title": "`title=\"{title}\"`: 실습 폴더 안의 파일 이름이어야 합니다(`..`, `/`로 시작하는 경로, `\\`은(는) 안 됩니다)",
    # Rendered pages
    "render-id-twice": "만들어진 HTML에 주소 `#{id}`이(가) 두 번 있습니다. 하나의 이름을 바꾸세요",
    "render-heading": "제목 «{name}»이(가) 제목으로 만들어지지 않았습니다. 앞뒤에 빈 줄을 두고 줄의 첫 칸에서 "
    "`## 제목 {{ #id }}`로 적으세요",
    "render-heading-extra": "제목으로 적지 않은 «{name}»이(가) 제목으로 만들어졌습니다. `## 제목 {{ #id }}`로 적거나 앞에 `\\`를 "
    "적으세요",
    "render-block": "블록 `{name}`이(가) 블록으로 만들어지지 않았습니다. 앞의 목록, 주석, 표가 끝났는지 보고 앞뒤에 빈 줄을 두세요",
    "render-block-extra": "블록으로 적지 않은 `{name}`이(가) 블록으로 만들어졌습니다. 블록은 줄의 첫 칸에서 시작하세요",
    "render-order": "`{name}`부터 순서가 소스와 다르게 만들어졌습니다. 앞의 블록이 닫혔는지 살피세요",
    # Command line
    "count": "고칠 것이 {count}가지 있습니다",
    "generate-docs": "docs/에는 직접 쓰는 것만 둡니다. 다른 폴더를 적으세요",
    "site-missing": "만들어진 사이트가 없습니다. 먼저 `make site`를 돌리세요",
    "outdated": "{day}에 마지막으로 확인했습니다. 다시 확인하고 `reviewed`를 고치세요",
    "no-such-file": "이런 파일이 없습니다. 경로를 확인하세요",
}  # fmt: skip


PARTICLE = re.compile(r"(?P<before>\S{1,2}?)(?P<marks>[`»>\])]*)(?P<with>이|은|을)\((?P<without>가|는|를)\)")
CLOSED = re.compile(r"(?:[013678lmnbpkLMNR]|ng|[lmn]e)\Z")
"""Ends of words after which a reader says the particle of a closed syllable: 볼륨 aside, `rm`, `wrong`, `style`."""


def closed(end: str) -> bool:
    """Whether a word with these last letters ends in a consonant, as Koreans read it."""
    if "가" <= end[-1] <= "힣":
        return (ord(end[-1]) - ord("가")) % 28 > 0
    return bool(CLOSED.search(end))


def particles(text: str) -> str:
    """Choose between 이(가), 은(는) and 을(를).

    >>> particles("`볼륨`이(가) 없고 `docker-volumes`을(를) 찾습니다. `question`은(는) 열렸습니다")
    '`볼륨`이 없고 `docker-volumes`를 찾습니다. `question`은 열렸습니다'
    """
    return PARTICLE.sub(
        lambda found: found["before"] + found["marks"] + found["with" if closed(found["before"]) else "without"], text
    )


def say(key: str, /, **values: object) -> str:
    """The message for `key` with its values.

    >>> say("link-check")
    '이름을 확인하세요'
    """
    return particles(MESSAGES[key].format(**values))
