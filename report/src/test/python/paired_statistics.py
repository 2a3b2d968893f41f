"""Computes paired tests and intervals with numpy, scipy and statsmodels, for StatisticsInPythonTest.

Reads a JSON object of cases from standard input and writes one of results, in the same order.
"""

import json
import math
import sys

import numpy
from scipy import stats
from statsmodels.stats import contingency_tables, multitest, proportion


def table(case):
    both, only_a, only_b, neither = case
    p_value = 1.0 if only_a + only_b == 0 else stats.binomtest(only_a, only_a + only_b).pvalue
    mcnemar = contingency_tables.mcnemar([[both, only_a], [only_b, neither]], exact=True).pvalue
    return [p_value, min(1.0, float(mcnemar)), *newcombe(both, only_b, only_a, neither)]


def newcombe(both, first, second, neither):
    """Method 10 of Newcombe 1998, for the first proportion less the second."""
    n = both + first + second + neither
    p1, p2 = (both + first) / n, (both + second) / n
    low1, high1 = proportion.proportion_confint(both + first, n, method="wilson")
    low2, high2 = proportion.proportion_confint(both + second, n, method="wilson")
    margins = (both + first) * (second + neither) * (both + second) * (first + neither)
    excess = both * neither - first * second
    if excess > 0:
        excess = max(0, excess - n / 2)
    phi = excess / math.sqrt(margins) if margins else 0
    low = (p1 - low1) ** 2 - 2 * phi * (p1 - low1) * (high2 - p2) + (high2 - p2) ** 2
    high = (high1 - p1) ** 2 - 2 * phi * (high1 - p1) * (p2 - low2) + (p2 - low2) ** 2
    return [p1 - p2 - math.sqrt(max(0, low)), p1 - p2 + math.sqrt(max(0, high))]


def rates(case):
    """Permutation test over all signs, standard error, detectable difference."""
    samples_a, passed_a, samples_b, passed_b = (numpy.array(each) for each in case)
    differences = passed_b / samples_b - passed_a / samples_a
    n = len(differences)
    signs = 1 - 2 * ((numpy.arange(2**n)[:, None] >> numpy.arange(n)) & 1)
    sums = numpy.abs(signs @ differences)
    p_value = numpy.mean(sums >= abs(differences.sum()) - 1e-9)
    error = stats.sem(differences)
    return [float(p_value), float(error), float((stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) * error)]


def resampled(case):
    """Percentiles of means over the problems with the given numbers, a row for each resample."""
    means = numpy.array(case["differences"])[numpy.array(case["draws"])].mean(axis=1)
    return [float(each) for each in numpy.quantile(means, [0.025, 0.975])]


def bootstrap(differences):
    result = stats.bootstrap((differences,), numpy.mean, n_resamples=10000, method="percentile", rng=1)
    return [float(result.confidence_interval.low), float(result.confidence_interval.high)]


def holm(p_values):
    return [float(each) for each in multitest.multipletests(p_values, method="holm")[1]]


def main():
    cases = json.load(sys.stdin)
    compute = {"tables": table, "rates": rates, "resampled": resampled, "bootstrap": bootstrap, "holm": holm}
    json.dump({name: [function(case) for case in cases[name]] for name, function in compute.items()}, sys.stdout)


if __name__ == "__main__":
    main()
