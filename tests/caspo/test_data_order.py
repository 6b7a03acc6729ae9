"""Which cases an update sees."""

from __future__ import annotations

from collections import Counter

from scripted import make_suite

from oodmmsafe import constitutions
from oodmmsafe.caspo.data import examples_of_update


def cases_of_update(suite, update, prompts, seed):
    """The cases alone, of an update without questions."""
    texts = constitutions.choose("nano")
    examples, _ = examples_of_update(suite, (), texts, update, prompts=prompts, general=0, seed=seed)
    return [example.item for example in examples]


def test_pairs_stay_together_and_an_epoch_has_every_pair_once(tmp_path):
    suite = make_suite(tmp_path, 5)
    cases = [case for update in range(5) for case in cases_of_update(suite, update, 4, seed=0)]
    hazards, twins = cases[::2], cases[1::2]
    assert [case.side for case in hazards] == ["hazard"] * 10 and [case.side for case in twins] == ["twin"] * 10
    assert [case.pair for case in hazards] == [case.pair for case in twins]
    first_epoch, second_epoch = [case.pair for case in hazards[:5]], [case.pair for case in hazards[5:]]
    assert Counter(first_epoch) == Counter(second_epoch) == Counter(pair.id for pair in suite.pairs)
    assert first_epoch != second_epoch


def test_the_order_depends_on_the_seed_alone(tmp_path):
    suite = make_suite(tmp_path, 5)
    assert cases_of_update(suite, 3, 4, seed=1) == cases_of_update(suite, 3, 4, seed=1)
    orders = {tuple(case.id for case in cases_of_update(suite, 0, 10, seed=seed)) for seed in range(5)}
    assert len(orders) > 1
