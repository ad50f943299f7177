from __future__ import annotations

import re
import time
import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperreview.core.badges import hue
from sphinx_paperreview.core.orgs import (
    InvalidOrgs,
    Org,
    OrgTable,
    builtin_orgs,
    fold,
    parse_orgs,
)
from tests.library import orgs_schema

BUILTIN = builtin_orgs()
DATA = resources.files("sphinx_paperreview") / "data" / "orgs.toml"
NAMES = [(name, org.key) for org in BUILTIN for name in (org.name, *org.aliases, org.key)]
UCB, UCR = "University of California, Berkeley", "University of California, Riverside"
# Text that looks like what authors type, besides text that looks like nothing.
TYPED = st.one_of(
    st.text(),
    st.text("aB.c-,; ()（）Inc,、，!\n한李"),
    st.sampled_from([name for name, _ in NAMES]),
)


def listed(names: str) -> list[str]:
    return [" ".join(name.split()) for name in names.split(";")]


def found(name: str) -> str:
    org = BUILTIN.find(name)
    return org.key if org else ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open AI", "OpenAI"),
        ("OPENAI", "openai"),
        ("DeepSeek-AI", "DeepSeek AI"),
        ("Ｇｏｏｇｌｅ", "Google"),
        ("Z.AI", "zai"),
        ("Huawei Noah’s Ark Lab", "Huawei Noah's Ark Lab"),
        ("Microsoft Corporation", "Microsoft"),
        ("Kakao Corp.", "Kakao"),
        ("Google, Inc.", "Google"),
        ("Samsung Electronics Co., Ltd.", "Samsung Electronics"),
        ("Aleph Alpha GmbH", "Aleph Alpha"),
        ("Foo L.L.C.", "Foo"),
        ("㈜카카오", "카카오"),
        ("Z.ai (Zhipu AI)", "Z.ai"),
        ("上海（中国）", "上海"),
        ("google_deepmind", "Google DeepMind"),
        ("e\u0301cole", "École"),
    ],
)
def test_safe_folding(one: str, other: str) -> None:
    """Case, forms, spaces, dashes, dots, legal forms and parentheses make no difference."""
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shanghai AI Lab", "Shanghai University"),
        ("Shanghai AI Lab", "Shanghai"),
        ("Sony AI", "Sony"),
        ("AI2", "AI21"),
        ("York University", "New York University"),
        ("AT&T", "ATT"),
        ("Co", ""),
        ("Inc.", "Ltd."),
        ("Incorporated Minds", "Minds"),
        ("ETH Zürich", "ETH Zurich"),
        ("(Foo)", "(Bar)"),
    ],
)
def test_unsafe_differences_stay(one: str, other: str) -> None:
    """Folding never makes one organisation of two."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize("name", ["", "!!!", "()", " - ", "&", "\ud800", "\0", "🙂"])
def test_nothing_folds_to_nothing(name: str) -> None:
    """A name without letter or digit folds to nothing, finds nothing, and asks nothing."""
    assert fold(name) == ""
    assert BUILTIN.find(name) is None
    assert BUILTIN.suggest(name) == ""
    assert 0 <= hue(name) < 24


@given(TYPED)
def test_folding_twice_is_folding_once(name: str) -> None:
    """A folded name is its own folding."""
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_every_name_finds_its_own_org(name: str, key: str) -> None:
    """Names, aliases and keys lead to their own organisation, also in capitals or with Inc."""
    assert found(name) == found(name.upper()) == found(f"{name}, Inc.") == key


@pytest.mark.parametrize(("name", "key"), NAMES)
def test_known_names_need_no_question(name: str, key: str) -> None:
    """What is known is not asked about."""
    assert BUILTIN.suggest(name) == ""


@pytest.mark.parametrize("org", BUILTIN, ids=lambda org: org.key)
def test_no_name_is_near_another_orgs(org: Org) -> None:
    """If one built-in organisation were unknown, none of its names would suggest another."""
    others = OrgTable(tuple(other for other in BUILTIN if other.key != org.key))
    suggested = {name: others.suggest(name) for name in (org.name, *org.aliases, org.key)}
    assert not any(suggested.values()), suggested


def test_builtin_file_is_sound() -> None:
    """The file has no problem; so no two claim one name, and colours and addresses are usable."""
    orgs, problems = parse_orgs(DATA.read_text(encoding="utf-8"))
    assert problems == []
    assert tuple(orgs) == tuple(BUILTIN)


@pytest.mark.parametrize("org", BUILTIN, ids=lambda org: org.key)
def test_builtin_orgs_are_plain(org: Org) -> None:
    """Keys are CSS-safe, logos are not shipped, colours can be seen, no name is written twice."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", org.key)
    assert org.logo == ""
    assert org.color != "#FFFFFF"
    assert org.url.startswith("https://")
    written = [fold(name) for name in (org.name, *org.aliases, *org.misspellings)]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize(
    "name",
    listed(
        """Washington; Hong Kong; Solar; Together; MS; SK; 元; Illinois; Zhejiang; MSL; NV; ARC Lab;
        A.X; MMLab; Grok; University of California; shaomi; Tisnghua; Mitral AI;
        University of Washinton"""
    ),
)
def test_ambiguous_names_and_misspellings_name_nobody(name: str) -> None:
    """What means several things, or is misspelt, never becomes an organisation by itself."""
    assert found(name) == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("shaomi", "Xiaomi"),
        ("Shao-Mi", "Xiaomi"),
        ("Tisnghua", "Tsinghua University"),
        ("Mitral AI", "Mistral AI"),
        ("University of Washinton", "University of Washington"),
        ("Tsingua University", "Tsinghua University"),
        ("Stanfrod", "Stanford University"),
        ("Standford University", "Stanford University"),
        ("Mircosoft Research", "Microsoft"),
        ("Antropic", "Anthropic"),
        ("Berkley", "UC Berkeley"),
        ("Googel", "Google"),
        ("Opneai", "OpenAI"),
        ("Nvidea", "NVIDIA"),
        ("Nvida", "NVIDIA"),
        ("Goggle", "Google"),
        ("Alibab", "Alibaba"),
        ("Amazonn", "Amazon"),
        ("Tencnt", "Tencent"),
        ("Carnegie Melon University", "Carnegie Mellon University"),
        ("Univeristy of Oxford", "University of Oxford"),
    ],
)
def test_near_misses_are_asked_about(typed: str, name: str) -> None:
    """A recorded misspelling, or one slip in a long word, gives the right question."""
    assert BUILTIN.suggest(typed) == name


@pytest.mark.parametrize(
    "name",
    listed(
        """York University; AI21; AI21 Labs; Shanghai University; Shanghai Tech; UCR; UC Davis;
        GIST; NAIST; KIST; UNIST; DGIST; HUST; SUSTech; Never; Navel; Beta; Hanyang;
        Hanyang University; Hunan University; Wuhan University; Nanjing University;
        Howard University; Harvey Mudd College; Tongji; Tongji Lab; OpenAGI; OpenBMB;
        OpenMMLab; Xiao-i; Groq; XLab; IIT; TII; IST; Inter Labs; Berklee; DeepSpeed; Coherent;
        Adhere; Samsara; Korea University; Washington University; University of Wisconsin;
        University of Warwick; National Tsing Hua University; NTU; NUDT;
        Hong Kong Polytechnic University; City University of Hong Kong; Seoul University;
        Seoul National University of Education; Chungnam National University;
        Lingnan University; Zhengzhou University; Shanghai Tech University;
        Nanyang Polytechnic; Meta-Learning Lab; Technical University of Munich; Amazonia;
        Applied Materials; Intuit; Sonos; Kanako; Minami; 西安交通大学; 香港理工大学;
        南京理工大学; 광주과학기술원; 한국과학기술연구원; 서울시립대학교;
        University of California; Riverside; Google Maps; Microsoft Excel"""
    ),
)
def test_real_other_names_are_left_alone(name: str) -> None:
    """Names of others, and short ones, are never asked about: silence beats a wrong question."""
    assert BUILTIN.suggest(name) == ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("nvidia", ("nvidia",)),
        ("NVIDIA, MIT", ("NVIDIA", "MIT")),
        (f"{UCB}, NVIDIA", (UCB, "NVIDIA")),
        (f"NVIDIA,{UCB}", ("NVIDIA", UCB)),
        ("Berkeley, University of California", ("Berkeley", "University of California")),
        (UCR, ("University of California", "Riverside")),
        (f"{UCR}; NVIDIA", (UCR, "NVIDIA")),
        (f"{UCR};", (UCR,)),
        ("university of california,berkeley", ("university of california,berkeley",)),
        ("MIT, IBM", ("MIT", "IBM")),
        ("Google, DeepMind", ("Google", "DeepMind")),  # not Google DeepMind
        ("Step, Fun", ("Step", "Fun")),
        ("Google, Inc., NVIDIA", ("Google, Inc.", "NVIDIA")),
        ("Foo Co., Ltd., Bar", ("Foo Co., Ltd.", "Bar")),
        ("Inc., Foo", ("Inc.", "Foo")),
        ("Foo (Seoul, Korea), Bar", ("Foo (Seoul, Korea)", "Bar")),
        ("Foo (Seoul, Bar", ("Foo (Seoul", "Bar")),
        ("구글, 네이버", ("구글", "네이버")),
        ("清华大学、百度，阿里", ("清华大学", "百度", "阿里")),
        ("Google, google , GOOGLE Inc.", ("Google",)),
        ("HKUST, HKUST (Guangzhou)", ("HKUST", "HKUST (Guangzhou)")),
        ("University of\n   Foo, Bar", ("University of Foo", "Bar")),
        ("!!!, ???, !!!", ("!!!", "???")),
        (" , ,, ", ()),
        (";", ()),
        ("", ()),
    ],
)
def test_split(text: str, parts: tuple[str, ...]) -> None:
    """Commas separate, the longest known name wins, any semicolon means semicolons only."""
    assert BUILTIN.split(text) == parts


@given(st.lists(TYPED).map(", ".join) | st.lists(TYPED).map(";".join))
def test_split_loses_no_text(text: str) -> None:
    """Each piece between separators is in a part, or repeats one, or is a repeated one's Inc."""
    parts = BUILTIN.split(text)
    whole = [fold(re.sub("[()（）]", " ", part)) for part in parts]
    for piece in re.split("[,，、;；]", text):
        typed, folded = " ".join(piece.split()), fold(piece)
        kept = any(typed in part for part in parts) or any(folded in part for part in whole)
        assert not typed or kept or folded in {"inc", "co", "ltd"}


@given(TYPED)
def test_splitting_a_part_again_changes_nothing(text: str) -> None:
    """Each part is one name, and stays one if it is marked so by a semicolon."""
    for part in BUILTIN.split(text):
        assert BUILTIN.split(part + ";") == (part,)


@given(st.lists(st.from_regex(r"[a-z]{4,8}[0-9]", fullmatch=True), unique=True))
def test_split_undoes_joining(parts: list[str]) -> None:
    """Distinct plain names come back as they were."""
    assert BUILTIN.split(", ".join(parts)) == tuple(parts)
    assert BUILTIN.split("; ".join(parts)) == tuple(parts)


def test_hostile_text_takes_no_time() -> None:
    """A long value is read in linear time, whatever it holds."""
    start = time.perf_counter()
    for text in ["(" * 200_000, "a," * 50_000, "University of California," * 20_000, "x" * 500_000]:
        BUILTIN.split(text)
        BUILTIN.find(text)
        BUILTIN.suggest(text)
    assert time.perf_counter() - start < 20


OWN = Org("my-lab", "My Lab", ("Google Brain", "NVIDIA"))


def test_own_orgs_win() -> None:
    """A site's names win over built-in ones; the rest of the built-in organisation stays."""
    table = BUILTIN.with_orgs([OWN])
    assert table.find("nvidia") == table.find("google brain") == OWN
    assert table.find("엔비디아") == BUILTIN.get("nvidia")
    assert len(table) == len(BUILTIN) + 1
    assert BUILTIN.get("my-lab") is None


def test_own_org_of_the_same_key_replaces() -> None:
    """An entry of a built-in key replaces the built-in one, aliases included."""
    mine = Org("xiaomi", "XIAOMI Corp", ("Mi",), color="#000000")
    table = BUILTIN.with_orgs(iter([mine]))
    assert table.get("xiaomi") == table.find("mi") == table.find("Xiaomi") == mine
    assert table.find("小米") is None
    assert table.suggest("shaomi") == ""
    assert len(table) == len(BUILTIN)


def test_own_name_in_parentheses_takes_nothing_from_others() -> None:
    """A campus with an entry of its own is told from the main one, and the main one stays."""
    campus = Org("hkust-gz", "HKUST (Guangzhou)", ("HKUST(GZ)",))
    table = BUILTIN.with_orgs([campus])
    assert table.find("HKUST（Guangzhou）") == table.find("hkust (gz)") == campus
    assert table.find("HKUST") == table.find("HKUST (Clear Water Bay)") == BUILTIN.get("hkust")


def test_own_names_with_commas_split_right() -> None:
    """A site's names with commas are known to split as well, the longest first."""
    own = [Org("a", "Foo, Bar"), Org("b", "Foo, Bar, Baz"), Org("c", "Bar")]
    table = OrgTable().with_orgs(own)
    assert table.split("Foo, Bar, Baz, Foo, Bar, Qux") == ("Foo, Bar, Baz", "Foo, Bar", "Qux")


def test_hue_is_stable() -> None:
    """The same number for all spellings, on all machines and in all processes; all are used."""
    assert [hue("Open AI"), hue("OPENAI, Inc."), hue("방법"), hue("Foo")] == [15, 15, 4, 12]
    assert {hue(str(number)) for number in range(1000)} == set(range(24))


GOOD = """\
[xiaomi]
name = "Xiaomi"
aliases = ["小米", "샤오미"]
color = "#FF6900"
url = "https://www.mi.com"
logo = "img/xiaomi.svg"
parent = "우리-연구실"
misspellings = ["shaomi"]

["우리-연구실"]
name = "우리  연구실"
"""


def test_parse_a_good_file() -> None:
    """All fields are read, and a key stays as it was typed."""
    xiaomi = Org(
        key="xiaomi",
        name="Xiaomi",
        aliases=("小米", "샤오미"),
        color="#FF6900",
        url="https://www.mi.com",
        logo="img/xiaomi.svg",
        parent="우리-연구실",
        misspellings=("shaomi",),
    )
    expected: tuple[list[Org], list[str]] = ([xiaomi, Org("우리-연구실", "우리 연구실")], [])
    assert parse_orgs(GOOD) == expected
    assert parse_orgs("\ufeff" + GOOD.replace("\n", "\r\n")) == expected


def test_an_empty_file_has_no_orgs() -> None:
    """No entry is no problem."""
    assert parse_orgs("# nothing yet\n") == ([], [])


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('[a]\nname = "A"\n[a]\nname = "B"\n', "line 3"),
        ('[a]\nname = "A"\nname = "B"\n', "line 3"),
        ("[a]\nname = A\n", "line 2"),
        ('[a]\nname = "A', "line 2"),
        ('[a]\n\nx = ["b",\n', "line 4"),
        ('a = 1\n[우리]\nname = "A"', r'line 2.*quotes: \["우리"\]'),
        ("\n[lab-우리]\n", r'line 2.*quotes: \["lab-우리"\]'),
        (f"x = {'[' * 100_000}", "not valid TOML"),
        (f"x = {'9' * 5000}", "not valid TOML"),
        ('[a]\nname = "\0"\n', "line 2"),
    ],
)
def test_malformed_toml(text: str, where: str) -> None:
    """What is no TOML raises, in one line that tells the place."""
    with pytest.raises(InvalidOrgs, match=where) as caught:
        parse_orgs(text)
    assert "\n" not in str(caught.value)


KEPT = Org("a", "A", ("Alias",))


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ('color = "red"', r"\[a\] color: 'red' .*#RRGGBB"),
        ('color = "#FF69"', r"\[a\] color"),
        ('color = "#FF6900;}"', r"\[a\] color"),
        ("color = 0xFF6900", r"\[a\] color: 16738560"),
        ('url = "javascript:alert(1)"', r"\[a\] url: 'javascript:alert\(1\)'.*http"),
        ('url = "www.a.org"', r"\[a\] url"),
        ('url = "//a.org"', r"\[a\] url"),
        ('url = "ftp://a.org"', r"\[a\] url"),
        ('url = "https://"', r"\[a\] url"),
        ('url = "https:///x"', r"\[a\] url"),
        ('url = "https://a.org/\\""', r"\[a\] url"),
        ('url = " https://a b"', r"\[a\] url"),
        ('url = "https://a\\u0000"', r"\[a\] url"),
        ('logo = "https://a.org/x.svg"', r"\[a\] logo: .*conf\.py"),
        ('logo = "//a.org/x.svg"', r"\[a\] logo"),
        ('logo = "data:image/svg+xml,x"', r"\[a\] logo"),
        ('logo = "/etc/passwd"', r"\[a\] logo"),
        ('logo = "C:\\\\x.svg"', r"\[a\] logo"),
        ("logo = true", r"\[a\] logo: True is no text"),
        ('colour = "#FF6900"', r"\[a\] colour: no such field; did you mean 'color'\?"),
        ("zzz = 1", r"\[a\] zzz: no such field$"),
        ('parent = "nobody"', r"\[a\] parent: 'nobody'"),
        ('parent = "a"', r"\[a\] parent: 'a'"),
        ("parent = 5", r"\[a\] parent: 5 is no text"),
        ('misspellings = "Aa"', r"\[a\] misspellings: 'Aa' is no list"),
    ],
)
def test_one_bad_field(field: str, problem: str) -> None:
    """A bad field is one problem, which names key and field; the rest of the entry is kept."""
    orgs, problems = parse_orgs(f'[a]\nname = "A"\naliases = ["Alias"]\n{field}\n')
    assert [(org.name, org.aliases, org.color, org.url, org.logo) for org in orgs] == [
        (KEPT.name, KEPT.aliases, "", "", "")
    ]
    assert len(problems) == 1
    assert re.search(problem, problems[0])
    # An editor says so while the file is written; of other tables no schema can tell.
    if "is no other organisation" not in problems[0]:
        assert not _is_valid(f'[a]\nname = "A"\n{field}\n')


def _is_valid(text: str) -> bool:
    """Ask the schema that editors take."""
    return orgs_schema().is_valid(tomllib.loads(text))


@pytest.mark.parametrize(
    ("text", "orgs", "problem"),
    [
        ('a = "A"\n[b]\nname = "B"', [Org("b", "B")], r"\[a\]: not an organisation: 'A'"),
        ('[[a]]\nname = "A"', [], r"\[a\]: not an organisation"),
        ('[""]\nname = "A"', [], r"\[\]: not an organisation"),
        ('[a]\naliases = ["B"]', [Org("a", "a", ("B",))], r"\[a\] name: missing"),
        ('[a]\nname = " "', [Org("a", "a")], r"\[a\] name: missing"),
        ('[a]\nname = "A"\naliases = "B"', [Org("a", "A", ("B",))], r"\[a\] aliases: 'B'"),
        ('[a]\nname = "A"\naliases = ["B", 1]', [Org("a", "A", ("B",))], r"\[a\] aliases: 1"),
        ('[a]\nname = "A"\naliases = {x = 1}', [Org("a", "A")], r"\[a\] aliases: .*no list"),
        ('[a]\nname = "A"\n[a.b]\nname = "B"', [Org("a", "A")], r"\[a\] b: .*needs quotes"),
    ],
)
def test_what_could_be_understood_is_kept(text: str, orgs: list[Org], problem: str) -> None:
    """One problem per mistake, and everything else of the file."""
    parsed, problems = parse_orgs(text)
    assert parsed == orgs
    assert len(problems) == 1
    assert re.search(problem, problems[0])
    assert not _is_valid(text)


def test_two_orgs_with_one_name() -> None:
    """Within one file a name means one organisation: the first keeps it, the second is told."""
    orgs, problems = parse_orgs('[a]\nname = "A"\naliases = ["X-Lab"]\n[b]\nname = "xlab"\n')
    assert problems == ["[b]: 'xlab' already means [a]"]
    found = OrgTable(tuple(orgs)).find("X Lab")
    assert found is not None
    assert found.key == "a"


def test_claiming_a_builtin_name_is_no_problem() -> None:
    """A site may take a name from a built-in organisation: that is what its file is for."""
    assert (
        parse_orgs('[my-lab]\nname = "My Lab"\naliases = ["Google Brain"]\nparent = "google"')[1]
        == []
    )


def test_long_values_are_quoted_short() -> None:
    """A message stays readable, whatever was pasted into the file."""
    _, problems = parse_orgs(f'[a]\nname = "A"\nurl = "{"x" * 10_000}"\nlogo = {list(range(999))}')
    assert max(map(len, problems)) < 200


@pytest.mark.parametrize(
    "value", ["1", "1.5", "true", "2025-11-27", "[]", "[[1]]", "{x = 1}", '""', '"text"']
)
@pytest.mark.parametrize(
    "field", ["name", "aliases", "color", "url", "logo", "parent", "misspellings", "other"]
)
def test_no_value_crashes(field: str, value: str) -> None:
    """Any TOML value in any field gives an organisation of right types."""
    orgs, _ = parse_orgs(f"[a]\n{field} = {value}\n")
    (org,) = orgs
    assert org.name
    assert isinstance(org.name, str)
    assert all(isinstance(name, str) for name in (*org.aliases, *org.misspellings))
