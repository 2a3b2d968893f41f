package dev.sce.datasets.answers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What LiveCodeBench puts before the programs whose values are to be predicted. */
final class ExecutionImports {
  private static final List<String> LINES =
      List.of(
          "from bisect import bisect, bisect_left, bisect_right, insort",
          "from collections import Counter, OrderedDict, defaultdict, deque",
          "from copy import deepcopy",
          "from functools import cache, lru_cache, partial, reduce",
          "from heapq import heapify, heappop, heappush, merge",
          "from itertools import accumulate, chain, combinations, count, cycle, groupby, islice",
          "from itertools import permutations, product, repeat, zip_longest",
          "from math import ceil, comb, floor, gcd, inf, isqrt, log, log2, log10, prod, sqrt",
          "from operator import iand, itemgetter, sub",
          "from os.path import commonprefix",
          "from random import randrange, shuffle",
          "from re import search as re_search",
          "from string import ascii_lowercase",
          "from typing import Any, Callable, Dict, Generator, Iterable, Iterator, List, Optional",
          "from typing import Set, Tuple, Union",
          // The module, not its function of the same name, is what their last line leaves.
          "import bisect, collections, copy, functools, heapq, itertools, json, math, operator, os",
          "import random, re, string, sys");

  private static final Pattern NUMPY = Pattern.compile("\\bnp\\.");
  private static final Pattern PANDAS = Pattern.compile("\\bpd\\.");

  private ExecutionImports() {}

  /**
   * Returns a program behind its imports. Both large libraries are imported for programs that name
   * them, since that takes longer than anything else here.
   */
  static String before(String code) {
    List<String> lines = new ArrayList<>(LINES);
    if (NUMPY.matcher(code).find()) {
      lines.add("import numpy as np");
    }
    if (PANDAS.matcher(code).find()) {
      lines.add("import pandas as pd");
    }
    return String.join("\n", lines) + "\n" + code;
  }
}
