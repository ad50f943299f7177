"""An organisation is taken for one of the table's only where that is sure."""

from __future__ import annotations

import pytest

from sphinx_paperreview.core.orgs import Org, builtin_orgs
from sphinx_paperreview.fetch.organizations import Match, Organization, match

SURE = [
    ("nvidia", "NVIDIA", "NVIDIA"),
    ("tencent", "Tencent", "Tencent"),
    ("tencent-hunyuan", "Tencent Hunyuan", "Tencent"),
    ("ByteDance-Seed", "ByteDance Seed", "ByteDance"),
    ("bytedance", "ByteDance", "ByteDance"),
    ("Qwen", "Qwen", "Qwen"),
    ("deepseek-ai", "DeepSeek", "DeepSeek"),
    ("google", "Google", "Google"),
    ("google", "Google DeepMind", "Google DeepMind"),
    ("deepmind", "Google DeepMind", "Google DeepMind"),
    ("microsoft", "Microsoft", "Microsoft"),
    ("MicrosoftResearch", "Microsoft Research", "Microsoft"),
    ("apple", "Apple", "Apple"),
    ("facebook", "AI at Meta", "Meta"),
    ("meta", "Meta AI", "Meta"),
    ("zai-org", "Z.ai", "Z.ai (Zhipu AI)"),
    ("moonshotai", "Moonshot AI", "Moonshot AI"),
    ("MiniMaxAI", "MiniMax", "MiniMax"),
    ("stepfun-ai", "StepFun", "StepFun"),
    ("XiaomiMiMo", "Xiaomi MiMo", "Xiaomi"),
    ("meituan-longcat", "LongCat", "Meituan"),
    ("inclusionAI", "inclusionAI", "Ant Group"),
    ("OpenGVLab", "OpenGVLab", "Shanghai AI Laboratory"),
    ("internlm", "InternLM", "Shanghai AI Laboratory"),
    ("BAAI", "Beijing Academy of Artificial Intelligence", "BAAI"),
    ("baidu", "BAIDU", "Baidu"),
    ("huawei-noah", "Huawei Noah's Ark Lab", "Huawei"),
    ("Kwai", "Kuaishou Technology", "Kuaishou"),
    ("KlingTeam", "Kling AI", "Kuaishou"),
    ("allenai", "Ai2", "Ai2"),
    ("mistralai", "Mistral AI", "Mistral AI"),
    ("CohereLabs", "Cohere Labs", "Cohere"),
    ("SakanaAI", "Sakana AI", "Sakana AI"),
    ("stabilityai", "Stability AI", "Stability AI"),
    ("Salesforce", "Salesforce AI Research", "Salesforce"),
    ("ibm-research", "IBM Research", "IBM"),
    ("adobe", "Adobe Research", "Adobe"),
    ("Intel", "Intel", "Intel"),
    ("SamsungResearch", "Samsung Research", "Samsung"),
    ("LGAI-EXAONE", "LG AI Research", "LG AI Research"),
    ("naver", "NAVER", "NAVER"),
    ("naver-ai", "NAVER AI Lab", "NAVER"),
    ("kakaobrain", "Kakao Brain", "Kakao"),
    ("upstage", "upstage", "Upstage"),
    ("snowflake", "Snowflake AI Research", "Snowflake"),
    ("ServiceNow-AI", "ServiceNow Research", "ServiceNow"),
    ("tsinghua", "Tsinghua University", "Tsinghua University"),
    ("thu", "Tsinghua University (THU)", "Tsinghua University"),
    ("PekingUniversity", "Peking University", "Peking University"),
    ("stanford-reading", "Stanford University", "Stanford University"),
    ("stanfordnlp", "Stanford", "Stanford University"),
    ("cmu", "Carnegie Mellon University", "Carnegie Mellon University"),
    ("mit", "Massachusetts Institute of Technology (MIT)", "MIT"),
    ("ucb", "University of California, Berkeley", "UC Berkeley"),
    ("nus", "National University of Singapore", "National University of Singapore"),
    ("ntu", "Nanyang Technological University", "Nanyang Technological University"),
    ("ntu", "National Taiwan University", "National Taiwan University"),
    ("ai21", "AI21 Labs", "AI21 Labs"),
    ("kaist-ai", "KAIST AI", "KAIST"),
    ("snu", "서울대학교", "Seoul National University"),
    ("hkust", "The Hong Kong University of Science and Technology", "HKUST"),
    ("sjtu", "Shanghai Jiao Tong University", "Shanghai Jiao Tong University"),
    ("zju", "浙江大学", "Zhejiang University"),
    ("nvidia", "NVIDIA Corporation", "NVIDIA"),
    ("eth", "ETH Zürich", "ETH Zurich"),
]
"""Short name, full name, and which of the table's it is."""

UNSURE = [
    ("mit", "Made in Tokyo"),
    ("mit", "MIT (Made in Tokyo)"),
    ("google", "Google (fan club)"),
    ("uw", "UW"),
    ("uwaterloo", "UW"),
    ("fair-data", "FAIR"),
    ("stanford", "Cambridge Robotics"),
    ("apple-pie", "Apple Pie Bakers"),
    ("apple", "Microsoft"),
    ("york", "York University"),
    ("beijing-univ-tech", "Beijing University of Technology"),
    ("shanghai-university", "Shanghai University"),
    ("washington", "Washington University in St. Louis"),
    ("ai22", "AI22 Labs"),
    ("ai4rain", "Institute for Rain"),
    ("together", "Together We Learn"),
    ("hkbu", "Hong Kong Baptist University"),
    ("ntu", "National Technical University"),
    ("nvidia", "Nvidea"),
    ("facebook", "Meta Llama"),
    ("qwen-fans", "Qwen Fans"),
    ("mila-kunis", "Milas"),
    ("", ""),
    ("nus", ""),
    ("x", "Tencent; ByteDance"),
    ("seoul", "Seoul University of Technology"),
    ("zhejiang", "Zhejiang Lab"),
    ("", "🙂"),
]


def _match(name: str, fullname: str) -> Match:
    return match(Organization(name, fullname), builtin_orgs())


@pytest.mark.parametrize(("name", "fullname", "org"), SURE)
def test_what_is_sure_is_taken(name: str, fullname: str, org: str) -> None:
    assert _match(name, fullname) == Match(org, is_sure=True)


@pytest.mark.parametrize(("name", "fullname"), UNSURE)
def test_what_is_not_sure_is_not_taken(name: str, fullname: str) -> None:
    assert not _match(name, fullname).is_sure


def test_a_hint_is_given_where_something_is_near() -> None:
    assert _match("facebook", "Meta Llama").org == "Meta"
    assert _match("nvidia-lab", "Nvidea").org == "NVIDIA"
    assert _match("ai4rain", "Institute for Rain").org == ""


def test_a_table_of_the_journal_s_own_counts() -> None:
    own = builtin_orgs().with_orgs([Org("rain", "Rain", aliases=("Institute for Rain",))])
    assert match(Organization("ai4rain", "Institute for Rain"), own) == Match("Rain", is_sure=True)
