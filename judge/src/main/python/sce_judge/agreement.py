"""When a value is as good as the expected one, in HumanEval+ and MBPP+: their authors' rules."""

import math

from sce_judge.remote import Remote

# Facts of the set: functions whose result's truth is all that counts, whose result is a set written as a list, and
# whose statement is open to more than one reading.
NOT_NONE = ("check_str", "text_match_three", "text_starta_endb")
AS_SETS = (
    "similar_elements find_char_long common_in_nested_lists extract_singly larg_nnum intersection_array "
    "find_dissimilar Diff"
).split()
OTHER_READINGS = "are_equivalent sum_div surface_Area digit_distance_nums".split()


def agrees(family, entry, args, got, wanted, tolerance):
    if family == "humaneval" and entry == "find_zero":
        return is_real(got) and abs(polynomial(args[0], got)) <= tolerance
    if family == "mbpp":
        if entry in AS_SETS:
            return set(got) == set(wanted)
        if entry in NOT_NONE:
            return wanted == (got if type(got) is bool else got is not None)
        if other_reading(entry, args, got, tolerance):
            return True
    if type(got) is Remote:
        got == wanted  # refuses, and says why
    if got == wanted:
        return True
    if tolerance == 0 and all_floats(wanted):
        tolerance = 1e-6
    return tolerance != 0 and type(got) is type(wanted) and close(got, wanted, tolerance)


def is_real(value):
    return type(value) in (int, float)


def polynomial(coefficients, x):
    return sum(c * math.pow(x, i) for i, c in enumerate(coefficients))


def other_reading(entry, args, got, tolerance):
    if entry == "are_equivalent":
        return True
    if entry == "sum_div":
        return got == 0
    if entry == "surface_Area":
        base, height = args
        slant = math.sqrt((base / 2) ** 2 + height**2)
        return is_real(got) and abs(got - round(base**2 + 2 * base * slant)) <= tolerance
    if entry == "digit_distance_nums":
        digits = [str(a) for a in args]
        width = max(len(d) for d in digits)
        return got == sum(abs(int(a) - int(b)) for a, b in zip(*(d.zfill(width) for d in digits)))
    return False


def all_floats(value):
    if type(value) is float:
        return True
    return type(value) in (list, tuple) and len(value) > 0 and all(type(v) is float for v in value)


def close(got, wanted, tolerance):
    """Equal up to the tolerance and a relative 1e-7, number by number."""
    if type(wanted) in (list, tuple):
        return (
            type(got) in (list, tuple)
            and len(got) == len(wanted)
            and all(close(g, w, tolerance) for g, w in zip(got, wanted))
        )
    if type(got) not in (bool, int, float, complex) or type(wanted) not in (bool, int, float, complex):
        return False
    return got == wanted or abs(got - wanted) <= tolerance + 1e-7 * abs(wanted) < math.inf
