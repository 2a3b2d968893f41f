"""Sets come over with the order that they have."""

import random

import pytest

from sce_judge.decoder import decode
from sce_judge.encoder import encode
from sce_judge.sets import fill_set, frozen_recipe, set_recipe, table_of


def sent(value):
    return decode(encode(value, None), None)


def shrunk():
    made = set(range(100))
    for each in range(3, 100):
        made.discard(each)
    return made


def colliding():
    return {8, 16, 0, 24, 32}


def popped():
    made = set(range(20, 40))
    for _ in range(5):
        made.pop()
    return made


def replaced():
    made = {1, 2, 3, 9, 17}
    made.discard(1)
    made.add(33)
    return made


@pytest.mark.parametrize("make", [set, shrunk, colliding, popped, replaced, lambda: {13, 12}, lambda: {3.5, -1, "a"}])
def test_a_set_keeps_its_order(make):
    given = make()
    got = sent(given)
    assert got == given and list(got) == list(given)


@pytest.mark.parametrize("make", [shrunk, popped, replaced])
def test_what_is_added_or_popped_later_behaves_alike(make):
    given, got = make(), sent(make())
    for each in (50, 58, 66):
        given.add(each)
        got.add(each)
    assert list(got) == list(given)
    assert [got.pop() for _ in range(3)] == [given.pop() for _ in range(3)]


def test_random_sets_keep_their_order():
    rng = random.Random(3)
    wrong = 0
    for _ in range(300):
        given = {rng.randrange(60) * 8 for _ in range(rng.randrange(20))}
        for _ in range(rng.randrange(8)):
            given.discard(rng.randrange(60) * 8)
        wrong += list(sent(given)) != list(given)
    assert wrong == 0


@pytest.mark.parametrize("given", [frozenset(), frozenset([8, 0, 16]), frozenset({8, 0, 16}), frozenset("hello world")])
def test_a_frozenset_keeps_its_order(given):
    got = sent(given)
    assert got == given and list(got) == list(given)


def test_a_recipe_has_the_elements_and_no_others():
    given = popped()
    order, *recipe = set_recipe(given)
    assert sorted(order) == sorted(given)
    assert fill_set(set(), order, *recipe) == given
    assert sorted(frozen_recipe(frozenset(given))[0]) == sorted(given)


def test_a_set_of_the_sample_s_own_hashes_is_left_as_it_is():
    class Liar:
        hashes = iter(range(1000))

        def __hash__(self):
            return next(self.hashes)

    given = {Liar(), Liar()}
    order, size, removed, slots, is_popped = set_recipe(given)
    assert len(order) == 2 and (size, removed, slots, is_popped) in ((0, [], [], False), (8, [], [], None))


def test_the_table_is_known_only_where_it_can_be():
    table = table_of({1, 2})
    assert table is None or (table.used == 2 and table.size == 8)
