"""When a value is as good as the expected one in EvoEval: its authors' rules. Types count, floats are compared with a
tolerance at any depth, and some problems have several right answers.
"""

import math

from sce_judge.remote import Remote

KINDS = (bool, int, str, float, tuple, list, dict, set)  # in this order, for a truth value is an integer too
RELATIVE, ABSOLUTE = 1e-5, 1e-6
ROOT_WITHIN = 2e-2
MOVES = {"right": (0, 1), "left": (0, -1), "up": (-1, 0), "down": (1, 0)}


def agrees_in_evoeval(row, entry, args, got, wanted):
    if type(got) is Remote:
        got == wanted  # refuses, and says why
    rule = rule_of(row, entry)
    return rule(*args, got, wanted) if rule else alike(wanted, got)


def rule_of(row, entry):
    """The rule of a problem with several right answers, or None. The sets of EvoEval share numbers, so the name of the
    function counts too, and of the two palindromes the statement.
    """
    rule = RULES.get((row.get("task_id"), entry))
    return None if rule is palindrome and "insensitive" not in row.get("prompt", "") else rule


def alike(wanted, got):
    if floats_only(wanted) or floats_only(got):
        return floats_only(wanted) and floats_only(got) and near(wanted, got)
    if kind_of(wanted) is not kind_of(got):
        return False
    if isinstance(wanted, (list, tuple)):
        return len(wanted) == len(got) and all(alike(w, g) for w, g in zip(wanted, got))
    if isinstance(wanted, dict):
        return len(wanted) == len(got) and all(key in got and alike(value, got[key]) for key, value in wanted.items())
    return bool(wanted == got)


def kind_of(value):
    return next((kind for kind in KINDS if isinstance(value, kind)), type(value))


def floats_only(value):
    return isinstance(value, float) or isinstance(value, (list, tuple)) and all(isinstance(v, float) for v in value)


def near(wanted, got):
    if isinstance(wanted, float) and isinstance(got, float):
        return wanted == got or (wanted != wanted and got != got) or close_to(wanted, got)
    if isinstance(wanted, float) or isinstance(got, float) or len(wanted) != len(got):
        return False
    return all(near(w, g) for w, g in zip(wanted, got))


def close_to(wanted, got):
    return abs(wanted - got) <= ABSOLUTE + RELATIVE * abs(got) < math.inf


def palindrome(text, got, wanted):
    return len(got) == len(wanted) and got.startswith(text) and got.lower() == got[::-1].lower()


def root_between(coefficients, interval, got, wanted):
    if wanted is None or got is None:
        return wanted is got
    return interval[0] <= got <= interval[1] and abs(value_at(coefficients, got)) <= ROOT_WITHIN


def root_of_powers(coefficients, got, wanted):
    """Of a polynomial whose powers from the second on are 3, 5, 7."""
    spread = list(coefficients[:2])
    for coefficient in coefficients[2:]:
        spread += [0, coefficient]
    return abs(value_at(spread, got)) <= ABSOLUTE


def value_at(coefficients, x):
    return sum(c * math.pow(x, i) for i, c in enumerate(coefficients))


def moves_to_end(maze, start, end, got, wanted):
    if not wanted:
        return got == []
    row, column = start
    for move in got:
        row, column = row + MOVES[move][0], column + MOVES[move][1]
        if maze[row][column] == 1:
            return False
    return (row, column) == tuple(end)


def path_to_end(maze, start, end, got, wanted):
    if not wanted:
        return got == []
    steps = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in zip(got, got[1:])]
    free = all(maze[row][column] != 0 for row, column in got[1:])
    return got[0] == start and got[-1] == end and free and all(step == 1 for step in steps)


def pair_with_product(numbers, product, got, wanted):
    if isinstance(wanted, str):
        return got == wanted
    first, second = got
    return isinstance(got, tuple) and 0 <= first < second < len(numbers) and numbers[first] * numbers[second] == product


RULES = {
    ("EvoEval/10", "make_palindrome"): palindrome,
    ("EvoEval/32", "find_zeros_interval"): root_between,
    ("EvoEval/32", "find_zero"): root_of_powers,
    ("EvoEval/26", "pathfinder"): moves_to_end,
    ("EvoEval/30", "find_path"): path_to_end,
    ("EvoEval/69", "magicTrick"): pair_with_product,
}
