"""What the reader refuses of the papers of a file, each with its cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from gewu.scenario import packs, reader

TEXT = (Path(__file__).parent / "fixtures/small_places.yaml").read_text(encoding="utf-8")
HERE = TEXT.index("documents:")
BEFORE, AFTER = TEXT[:HERE], TEXT[TEXT.index("\n\n", HERE) :]
AGREEMENT = """{title: 人民调解协议书, of: matter, number: "调〔{year}〕{n}号", signs: [当事人, 调解员],
  says: "{sides}。{facts}。{terms}。{way}，{deadline}前。",
  asks: {sides: {say: 当事人, type: text, needed: true}, facts: {say: 事实, type: text, needed: true},
    terms: {say: 内容, type: text, needed: true}, way: {say: 方式, type: text, needed: true},
    deadline: {say: 期限, type: date, needed: true}}}"""


def wrong(documents: str) -> list[str]:
    return [one.id.removeprefix("scenario.") for one in reader.problems(f"{BEFORE}documents: {documents}{AFTER}")]


@pytest.mark.parametrize(
    ("documents", "found"),
    [
        ("{note: {title: 告知书, of: matter, says: 请整改。}}", []),
        ("{note: 告知书}", ["E203"]),
        ("{note: {title: 告知书, says: 请整改。}}", ["E202"]),
        ("{note: {title: 告知书, of: matter}}", ["E530"]),
        ('{note: {title: 告知书, of: matter, says: "请{nobody}整改。"}}', ["E532"]),
        ('{note: {title: 告知书, of: matter, says: "请{整改。"}}', ["E532"]),
        ('{note: {title: 告知书, of: matter, says: "{number}请整改。"}}', ["E532"]),
        ("{penalty: {title: 当场行政处罚决定书, of: matter, says: 罚款。}}", ["E533"]),
        ("{permit: {title: 准予行政许可决定书, of: matter, says: 准予。}}", ["E533"]),
        ("{penalty: {title: 当场行政处罚决定书, of: matter, whose: theirs}}", []),
        ("{order: {title: 责令改正通知书, of: matter, says: 请改正。}}", ["E533"]),
        ("{order: {title: 责令改正通知书, of: matter, says: 请改正。, power: local_rule}}", []),
        ('{theirs: {title: 决定书, of: matter, whose: theirs, number: "字〔{year}〕{n}号"}}', ["E530"]),
        ("{note: {title: 告知书, of: payment_list, says: 发放。}}", ["E536"]),
        ("{note: {title: 告知书, of: matter, tables: [checks]}}", ["E536"]),
        ("{note: {title: 告知书, of: matter, says: 请整改。, keep: current}}", ["E209"]),
        ("{note: {title: 告知书, of: area, says: 请整改。}}", ["E209"]),
        ("{note: {title: 告知书, of: matter, says: 请整改。, valid: 1 year}}", ["E209"]),
        ("{routing_slip: {title: 流转单, of: matter}}", []),
        ("{routing_slip: {title: 流转单, of: matter, seal: true}}", ["E530"]),
        ("{note: {title: 告知书, of: matter, says: 请整改。, needs: [nothing]}}", ["E310"]),
        ("{note: {title: 告知书, of: matter, says: 请整改。, needs: [note]}}", ["E310"]),
        ("{note: {title: 告知书, of: matter, says: 请整改。, number: 第七号}}", ["E203"]),
        (
            '{one: {title: 甲, of: matter, says: 一。, number: "字〔{year}〕{n}号"},'
            ' two: {title: 乙, of: matter, says: 二。, number: "字〔{year}〕{n}号"}}',
            ["E531"],
        ),
        ("{note: {title: 告知书, of: matter, says: 整改。, asks: {due: {say: 期限, type: date}}}}", ["E535"]),
        (f"{{agreement: {AGREEMENT}}}", []),
        (f"{{agreement: {AGREEMENT.replace('{way}，', '')}}}", ["E534"]),
        (f"{{agreement: {AGREEMENT.replace('期限, type: date, needed: true', '期限, type: date')}}}", ["E534"]),
        (f"{{agreement: {AGREEMENT.replace(', signs: [当事人, 调解员]', '')}}}", ["E534"]),
        (f"{{agreement: {AGREEMENT.replace('{sides}。', '')}}}", ["E534"]),
    ],
)
def test_what_is_wrong_with_a_paper_is_said(documents, found):
    assert wrong(documents) == found


def test_a_step_may_need_a_paper_and_a_misspelt_one_is_refused():
    text = TEXT.replace("needs: [rechecked_by]", "needs: [rechecked_by, rectification_notice]")
    assert reader.problems(text) == []
    need = reader.read(text).matter.path["closed"].needs[1]
    assert (need.key, need.paper) == ("rectification_notice", "整改告知书")
    spoilt = text.replace("rechecked_by, rectification_notice", "rechecked_by, rectification_notise")
    assert [one.id for one in reader.problems(spoilt)] == ["scenario.E310"]


def test_every_shipped_paper_has_words_and_no_two_share_a_number():
    numbers: dict[str, str] = {}
    count = 0
    for pack in packs.shipped():
        for key, one in reader.read(packs.sample(pack.text)).documents.items():
            count += 1
            assert one.has_own_page or not one.ours or one.says, (pack.key, key)
            if one.number:
                assert numbers.setdefault(one.number, f"{pack.key}.{key}") == f"{pack.key}.{key}"
    assert count == 27
