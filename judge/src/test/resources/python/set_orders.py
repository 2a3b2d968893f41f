# Makes sets in many ways, and again from their recipes; prints how many came out in another order, and how many of how many there were.
# It stands behind the checker's own text.
import random


def element(kind, rng):
    return (
        lambda: rng.randrange(40),
        lambda: rng.randrange(-(10**6), 10**6),
        lambda: "".join(rng.choice("abcdefgh") for _ in range(rng.randrange(4))),
        lambda: rng.randrange(100) / 4,
        lambda: (rng.randrange(5), rng.randrange(5)),
        lambda: rng.choice([None, True, "x", 3, 2.5, b"q", (1,), frozenset([1, 2])]),
        lambda: rng.randrange(8) * 32,
        lambda: rng.randrange(4) * (1 << rng.randrange(3, 20)),
    )[kind]()


def some(kind, rng, most):
    return [element(kind, rng) for _ in range(rng.randrange(most + 1))]


def made(kind, rng):
    most = rng.choice([2, 5, 8, 20, 80, 300])
    first, second = some(kind, rng, most), some(kind, rng, most)
    return rng.choice(
        (
            lambda: set(first),
            lambda: set(set(first)),
            lambda: set(dict.fromkeys(first)),
            lambda: set(first) | set(second),
            lambda: set(first) - set(second),
            lambda: set(first) & set(second + first),
            lambda: set(first) ^ set(second),
            lambda: set(frozenset(first)),
            lambda: {*first, *second},
        )
    )()


def changed(elements, kind, rng):
    for _ in range(rng.randrange(20)):
        action = rng.randrange(5)
        if action == 0 and elements:
            elements.pop()
        elif action == 1 and elements:
            elements.discard(rng.choice(list(elements)))
        elif action == 2:
            elements.add(element(kind, rng))
        elif action == 3:
            elements -= set(some(kind, rng, 3))
        else:
            elements |= set(some(kind, rng, 3))
    return elements


def same(one, other):
    return len(one) == len(other) and all(a is b for a, b in zip(one, other))


def main_of_the_test(count):
    rng = random.Random(7)
    wrong = later = frozen = 0
    for _ in range(count):
        kind = rng.randrange(8)
        plain = made(kind, rng)
        again = fill_set(set(), *set_recipe(plain))
        wrong += not same(plain, again)
        more = some(kind, rng, 8)
        for one in plain, again:
            one.update(more)
            one.add(more[0] if more else 1)
        later += not same(plain, again)
        other = changed(made(kind, rng), kind, rng)
        wrong += not same(other, fill_set(set(), *set_recipe(other)))
        for each in (frozenset(made(kind, rng)), frozenset(some(2, rng, 4)), frozenset(some(0, rng, 8))):
            order, way = frozen_recipe(each)
            frozen += not same(each, FROZEN[way](order))
    print(wrong, later, frozen, count)


main_of_the_test(2000)
