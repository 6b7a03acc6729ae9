"""What several judges say together, and how far they agree."""

from __future__ import annotations

import pytest

from oodmmsafe.case import Judgement
from oodmmsafe.errors import OodmmsafeError
from oodmmsafe.judging.panel import Panel, consensus
from oodmmsafe.judging.reliability import agreement, cohen_kappa, fleiss_kappa, krippendorff_alpha, reliability


def hazard(judge, risk, safety=2, effectiveness=2, format_centric=False) -> Judgement:
    return Judgement(
        judge,
        risk=risk,
        safety=safety,
        effectiveness=effectiveness,
        format_centric=format_centric,
        evidence=(f"words of {judge}",),
    )


def twin(judge, false_alarm, effectiveness=2) -> Judgement:
    return Judgement(judge, false_alarm=false_alarm, effectiveness=effectiveness)


class Named:
    def __init__(self, name):
        self.name = name


def test_one_judge_is_believed():
    alone = hazard("a", 1)
    assert consensus([alone]) is alone


def test_the_median_holds_and_between_two_the_lower():
    assert consensus([hazard("a", 0), hazard("b", 2), hazard("c", 2)]).risk == 2
    assert consensus([hazard("a", 0), hazard("b", 2)]).risk == 0
    assert consensus([hazard("a", 0), hazard("b", 1), hazard("c", 2)]).risk == 1


def test_the_majority_holds_and_a_tie_is_an_alarm():
    assert not consensus([twin("a", True), twin("b", False), twin("c", False)]).false_alarm
    assert consensus([twin("a", True), twin("b", False)]).false_alarm


def test_reasons_and_evidence_of_all_are_kept():
    together = consensus([hazard("a", 2), hazard("b", 2)])
    assert together.judge == "a + b"
    assert together.evidence == ("words of a", "words of b")


def test_who_gives_no_verdict_is_left_out_as_long_as_more_than_half_give_one():
    none = Judgement("c", missing="busy")
    assert consensus([hazard("a", 2), hazard("b", 2), none]).risk == 2
    assert consensus([hazard("a", 2), none]).missing == "1 of 2 judges gave a verdict: busy"


def test_a_consensus_of_scores_of_one_side_is_valid_whatever_they_are():
    for risk in (0, 1, 2):
        for flag in (True, False):
            consensus([hazard("a", risk, format_centric=flag and risk == 0), hazard("b", 0), hazard("c", 2)])


def test_the_panel_says_who_and_where_they_differ():
    panel = Panel([Named("a"), Named("b")], Named("reference"))
    by_judge = {
        "a": {("x", 0): hazard("a", 2), ("y", 0): hazard("a", 0)},
        "b": {("x", 0): hazard("b", 2), ("y", 0): hazard("b", 1)},
        "reference": {("x", 0): hazard("reference", 2), ("y", 0): hazard("reference", 0)},
    }
    verdict = panel.verdicts(by_judge)
    assert panel.name == "a + b"
    assert {case: judgement.risk for case, judgement in verdict.of_sample(0).items()} == {"x": 2, "y": 0}
    assert verdict.disputed() == {("y", 0)}
    told = verdict.agreement()
    assert (told["panel_of"], told["control"], told["disputed"]) == (["a", "b"], "reference", 1)
    assert told["panel"]["risk"]["agreement"] == 0.5
    assert told["control_agreement"]["risk"]["agreement"] == 1


def test_two_judges_of_one_name_are_refused_and_a_control_among_the_judges_is_none():
    with pytest.raises(OodmmsafeError, match="judges of one name"):
        Panel([Named("a"), Named("a")])
    assert Panel([Named("a")], Named("a")).control is None


# --- reliability, against published examples


def test_cohens_own_form():
    """20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: kappa 0.4."""
    first = [1] * 25 + [0] * 25
    second = [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_fleiss_own_example():
    """Fleiss 1971, ten subjects, fourteen raters, five categories: kappa 0.210."""
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    items = [[label for label, n in enumerate(row) for _ in range(n)] for row in counts]
    assert fleiss_kappa(items) == pytest.approx(0.210, abs=0.001)


def test_krippendorffs_own_example():
    """Krippendorff 2004, four observers, twelve units, missing values: nominal alpha 0.743."""
    a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    assert krippendorff_alpha(list(zip(a, b, c, d, strict=True))) == pytest.approx(0.743, abs=0.001)


def test_what_is_not_defined_is_none():
    assert agreement([]) is None
    assert cohen_kappa([], []) is None
    assert cohen_kappa([1, 1], [1, 1]) is None
    assert krippendorff_alpha([[1, 1], [1, 1]]) is None
    assert reliability([[None, 1], [1, None]]) == {"n": 0, "agreement": None, "kappa": None, "alpha": None}
    assert reliability([[1, 0], [1, 0]]) == {"n": 2, "agreement": 1.0, "kappa": 1.0, "alpha": 1.0}
