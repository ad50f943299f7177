"""Measure Sphinx's search with and without parts of words: see README.md beside this file."""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import sphinx
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.filter import build

PAGES, QUERIES = 33, 40
TERMS_OF = 10_000
"""Posts whose terms are searched for the times."""


def _words(text: str) -> list[str]:
    return text.split()


KOREAN = _words(
    "확산 언어 영상 음성 강화 학습 추론 모델 데이터 정렬 보상 토큰 희소 주의 기억 검색 로봇 정책 "
    "그래프 단백질 잠재 공간 노이즈 스케줄 압축 양자 미세 조정 사전 훈련 손실 함수 경사 하강 "
    "신경망 표현 벡터 임베딩 지식 증류 합성 장면 물체 분할 깊이 추정 번역 요약 대화 질문 응답"
)
PARTICLES = _words("은 는 이 가 을 를 의 에 에서 으로 과 와 도 만 까지 부터 이다 했다 하는 하고")
JAPANESE = _words(
    "拡散 言語 画像 音声 強化 学習 推論 模型 資料 整列 報酬 記憶 検索 方策 図表 蛋白質 潜在 空間 "
    "雑音 圧縮 量子 微調整 事前 訓練 損失 関数 勾配 表現 知識 蒸留 合成 場面 物体 分割 深度 推定 "
    "翻訳 要約 対話 質問 応答 ロボット トークン グラフ ベクトル データ"
)
KANA = _words("の が を に は で と も から まで による という です ます した する")
CHINESE = _words(
    "扩散 语言 图像 语音 强化 学习 推理 模型 数据 对齐 奖励 记忆 检索 机器人 策略 图谱 蛋白质 潜在 "
    "空间 噪声 压缩 量子 微调 预先 训练 损失 函数 梯度 表示 知识 蒸馏 合成 场景 物体 分割 深度 "
    "估计 翻译 摘要 对话 问题 回答 方法 结果 实验 比较"
)
LINKS = _words("的 和 在 与 对 是 了 用")
LATIN = _words("diffusion attention transformer sparse kernel reward latent token graph policy")

_EAST = re.compile("[\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]+")
_MARKUP = re.compile(r"\*\*|`|\[|\]\([^)]*\)")


@dataclass(frozen=True)
class Language:
    """What sentences are made of."""

    code: str
    words: Sequence[str]
    endings: Sequence[str]
    blank: str
    """What stands between two words."""

    def sentence(self, dice: random.Random) -> str:
        """Make one, in which markup may part a word."""
        words = [self._word(dice) for _ in range(dice.randint(5, 10))]
        words.insert(dice.randrange(len(words)), f" {dice.choice(LATIN)} ")
        return self.blank.join(words).strip().replace("  ", " ") + ". "

    def _word(self, dice: random.Random) -> str:
        stem = "".join(dice.sample(self.words, dice.choice([1, 1, 2])))
        marked = (f"**{stem}**", f"`{stem}`", f"[{stem}](https://example.org/)")
        shown = dice.choice(marked) if dice.random() < 0.1 else stem
        return shown + dice.choice(self.endings)


LANGUAGES = (
    Language("ko", KOREAN, PARTICLES, " "),
    Language("ja", JAPANESE, KANA, ""),
    Language("zh", CHINESE, LINKS, ""),
)


def write_site(folder: Path, language: Language) -> Mapping[str, str]:
    """Write a journal; give the text of each page as a reader sees it, in lower case."""
    dice = random.Random(f"search {language.code}")
    folder.mkdir(parents=True)
    (folder / "conf.py").write_text(
        'extensions = ["myst_parser", "sphinx_paperreview"]\n'
        f'language = "{language.code}"\npaperreview_related = 0\n'
    )
    (folder / "index.md").write_text("# Journal\n")
    texts = {}
    for number in range(PAGES):
        title = language.sentence(dice).strip(" .")
        text = "\n\n".join(
            "".join(language.sentence(dice) for _ in range(4)).strip() for _ in range(3)
        )
        (folder / f"post{number}.md").write_text(
            f"---\norphan: true\ndate: 2025-{number % 12 + 1:02}-{number % 28 + 1:02}\n---\n"
            f"# {title}\n\n:::{{paper}} 25{number % 12 + 1:02}.{number + 1:05}\n"
            f":title: Paper {number}\n\n{text}\n:::\n",
            encoding="utf-8",
        )
        texts[f"post{number}"] = _MARKUP.sub("", f"{title}\n{text}").lower()
    return texts


def queries(language: Language, texts: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield kinds of queries, each with as many as are asked."""
    dice = random.Random("queries")
    runs = sorted({run for text in texts.values() for run in _EAST.findall(text)})
    long = [run for run in runs if len(run) > 3]

    def some(choices: set[str]) -> list[str]:
        ordered = sorted(choices)
        return dice.sample(ordered, min(QUERIES, len(ordered)))

    yield "the first two letters of a word", some({run[:2] for run in long})
    yield "two letters within a word", some({run[at : at + 2] for run in long
                                             for at in range(1, len(run) - 2)})  # fmt: skip
    yield "three letters within a word", some({run[at : at + 3] for run in long
                                               for at in range(1, len(run) - 3)})  # fmt: skip
    yield "one letter", some({letter for run in runs for letter in run})
    yield (
        "two words, the first two letters of each",
        [
            f"{dice.choice(language.words)[:2]} {dice.choice(language.words)[:2]}"
            for _ in range(QUERIES)
        ],
    )
    yield "a Latin word", list(LATIN)


# Answers instead of drawing them: the number of results is no part of what is measured.
ANSWER = """
(queries) => {
  const real = Search._performSearch;
  const answers = queries.map((query) => {
    let rows = [];
    Search._performSearch = (...all) => { rows = real(...all); return []; };
    try {
      Search.query(query);
    } catch {
      // Sphinx 9.0 has no stemmer for Chinese.
    }
    return [...new Set(rows.map((row) => row[0]))];
  });
  Search._performSearch = real;
  return answers;
}
"""


def open_search(browser: Browser, out: Path) -> Page:
    """Open a site's search page, from the disk, when its index is there."""
    page = browser.new_page()
    page.set_default_timeout(0)
    page.goto(f"{(out / 'search.html').as_uri()}?q=zz")
    page.wait_for_function("Search._index !== null && Search.title")
    return page


def measure_recall(browser: Browser, folder: Path, language: Language) -> Iterator[list[Any]]:
    """Yield rows: kind, then recall and false pages of Sphinx alone, and with parts."""
    source = folder / language.code
    texts = write_site(source, language)
    rows: dict[str, list[Any]] = {}
    for is_on in (False, True):
        out = folder / f"{language.code}-{is_on}"
        build(source, out, f"paperreview_search_parts={int(is_on)}")
        page = open_search(browser, out)
        for kind, asked in queries(language, texts):
            answers = page.evaluate(ANSWER, asked)
            found = wanted = false = 0
            for query, answer in zip(asked, answers, strict=True):
                right = {name for name, text in texts.items()
                         if all(word in text for word in query.split())}  # fmt: skip
                wanted += len(right)
                found += len(right.intersection(answer))
                false += len({name for name in answer if name in texts} - right)
            rows.setdefault(kind, [language.code, kind]).extend(
                [f"{found / max(wanted, 1):.2f}", str(false)]
            )
        page.close()
    yield from rows.values()


# Times ----------------------------------------------------------------------------------------


def write_index(folder: Path) -> tuple[int, list[str]]:
    """Write the terms of many long posts into a site's index; give their number, and queries."""
    dice = random.Random("terms")
    letters = [chr(0xAC00 + dice.randrange(11172)) for _ in range(900)]
    weights = list(accumulate((number + 1) ** -0.8 for number in range(len(letters))))
    stems = [
        "".join(dice.choices(letters, cum_weights=weights, k=dice.choice([2, 2, 2, 3, 3, 4])))
        for _ in range(60_000)
    ]
    latin = ["".join(dice.choices("abcdefghijklmnoprstu", k=8)) for _ in stems]
    ranks = list(accumulate(1 / (number + 1) for number in range(len(stems))))
    terms: dict[str, list[int]] = {}
    for post in range(TERMS_OF):
        drawn = dice.choices(stems, cum_weights=ranks, k=500)
        words = {stem + dice.choice(PARTICLES) for stem in drawn}
        words.update(dice.choices(latin, cum_weights=ranks, k=100))
        for word in words:
            terms.setdefault(word, []).append(post)
    path = folder / "searchindex.js"
    index = json.loads(path.read_text().removeprefix("Search.setIndex(").removesuffix(")"))
    names = [f"post{number}" for number in range(TERMS_OF)]
    index |= {"docnames": names, "filenames": names, "titles": names, "titleterms": {},
              "alltitles": {}, "objects": {},
              "terms": {term: posts if len(posts) > 1 else posts[0]
                        for term, posts in sorted(terms.items())}}  # fmt: skip
    path.write_text(f"Search.setIndex({json.dumps(index, separators=(',', ':'))})")
    pairs = {stem[:2] for stem in stems} | {stem[1:3] for stem in stems if len(stem) > 2}
    asked = dice.sample(sorted(pairs), QUERIES)
    return len(terms), [*asked, *letters[:5], "의", f"{asked[0]} {asked[1]} {stems[3][:2]}"]


TIME = """
(query) => {
  const [, required, excluded] = Search._parseQuery(query);
  Search.performTermsSearch(required, excluded);
}
"""


def time_queries(page: Page, asked: Sequence[str]) -> list[float]:
    """Give the milliseconds of CPU of each query: what else runs on the machine does not count."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = session.send("Performance.getMetrics")["metrics"]
        values = {one["name"]: float(one["value"]) for one in metrics}
        return 1000 * values["TaskDuration"]

    times = []
    for query in asked:
        start = spent()
        page.evaluate(TIME, query)
        times.append(spent() - start)
    return times


def measure_times(browser: Browser, folder: Path) -> None:
    """Print what a query takes, and what Sphinx takes for one of which it looks for parts."""
    source = folder / "times"
    write_site(source, LANGUAGES[0])
    outs = [folder / f"times-{is_on}" for is_on in (0, 1)]
    for is_on, out in enumerate(outs):
        build(source, out, f"paperreview_search_parts={is_on}")
    count, asked = write_index(outs[0])
    shutil.copy(outs[0] / "searchindex.js", outs[1] / "searchindex.js")
    size = (outs[0] / "searchindex.js").stat().st_size / 1e6
    print(f"\n{count:,} terms of {TERMS_OF:,} posts, {size:.0f} MB; milliseconds of CPU")
    page = open_search(browser, outs[1])
    first, *times = time_queries(page, [asked[0], *asked])
    page.close()
    typical = f"{statistics.median(times):.1f} ({len(times)} queries)"
    print(f"with parts: the first {first:.0f}, then {typical}")
    slowest = sorted(zip(times, asked, strict=True), reverse=True)[:3]
    print("slowest:", ", ".join(f"{query} {spent:.1f}" for spent, query in slowest))
    page = open_search(browser, outs[0])
    times = time_queries(page, [f"{query}ㅋㅋㅋ" for query in asked[:5]])
    print(f"Sphinx, a word of three letters and more: {statistics.median(times):.0f} each")
    page.close()


def main() -> None:
    """Run all measurements."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, help="keep the sites in this folder")
    parser.add_argument("--recall", action="store_true", help="no times")
    parser.add_argument("--times", action="store_true", help="nothing but times")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = arguments.folder or Path(scratch)
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium)
        print(f"Sphinx {sphinx.__version__}\n")
        print("| language | a query is | Sphinx: recall | false | with parts: recall | false |")
        print("|---|---|--:|--:|--:|--:|")
        for language in () if arguments.times else LANGUAGES:
            for row in measure_recall(browser, folder, language):
                print(f"| {' | '.join(row)} |", flush=True)
        if not arguments.recall:
            measure_times(browser, folder)
        browser.close()


if __name__ == "__main__":
    main()
