package dev.sce.judge.call;

import dev.sce.Blob;
import dev.sce.judge.resource.Resource;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Names that programs may use without importing them, since a data set's harness puts imports in
 * front of every program.
 *
 * <p>A line is {@code import a}, {@code import a as b}, {@code from a import b, c} or {@code from a
 * import *}; later lines win. Modules that are not installed are left out.
 */
public final class Prelude {
  private static final Pattern LINE =
      Pattern.compile("(import [\\w.]+( as \\w+)?|from [\\w.]+ import (\\*|\\w+(, \\w+)*))");

  /** The name under which drivers import {@link #SOURCE}. */
  public static final String FILE = "sce_prelude.py";

  /** The Python module with {@code offer(source, namespace, prelude)}. */
  public static final Blob SOURCE = Blob.ofText(Resource.text(Prelude.class, FILE));

  /** What APPS puts before every program. */
  public static final List<String> APPS =
      List.of(
          "import sys",
          "import time",
          "import itertools",
          "from itertools import accumulate, product, permutations, combinations",
          "import collections",
          "from collections import Counter, OrderedDict, deque, defaultdict, ChainMap",
          "from functools import lru_cache",
          "import math",
          "from math import sqrt, sin, cos, tan, ceil, fabs, floor, gcd, exp, log, log2",
          "import fractions",
          "from typing import List, Tuple",
          "import numpy as np",
          "import random",
          "import heapq",
          "from heapq import *");

  /** What LiveCodeBench puts before every program; it sets the recursion limit to 50000 too. */
  public static final List<String> LIVE_CODE_BENCH =
      List.of(
          "from string import *",
          "from re import *",
          "from datetime import *",
          "from collections import *",
          "from heapq import *",
          "from bisect import *",
          "from copy import *",
          "from math import *",
          "from random import *",
          "from statistics import *",
          "from itertools import *",
          "from functools import *",
          "from operator import *",
          "from io import *",
          "from sys import *",
          "from json import *",
          "from typing import *",
          "import string",
          "import re",
          "import datetime",
          "import collections",
          "import heapq",
          "import bisect",
          "import copy",
          "import math",
          "import random",
          "import statistics",
          "import itertools",
          "import functools",
          "import operator",
          "import io",
          "import sys",
          "import json");

  /** What rLLM puts before every program; {@code time} is the function there. */
  public static final List<String> RLLM =
      List.of(
          "from copy import deepcopy",
          "from string import ascii_lowercase, ascii_uppercase",
          "from math import floor, log, log2, log10, sqrt, comb, gcd, ceil, inf, isqrt, factorial,"
              + " atan2, pi, prod",
          "from collections import defaultdict, deque, Counter, OrderedDict",
          "from bisect import bisect_left, bisect_right, insort",
          "from heapq import heappush, heappop, heapify, merge, nlargest, nsmallest, heapreplace",
          "from functools import reduce, cache, lru_cache, cmp_to_key, partial",
          "from itertools import accumulate, chain, combinations, count, permutations, product,"
              + " groupby, islice, repeat, zip_longest, cycle, pairwise",
          "from random import randrange, shuffle",
          "from operator import itemgetter, sub, xor, or_, iand",
          "from os.path import commonprefix",
          "from typing import List, Tuple, Dict, Set, Optional, Union, Any, Callable, Iterable,"
              + " Iterator, Generator, Deque",
          "from time import time",
          "import copy",
          "import string",
          "import math",
          "import collections",
          "import bisect",
          "import heapq",
          "import functools",
          "import random",
          "import itertools",
          "import operator",
          "import re",
          "import datetime",
          "import numpy as np",
          "import pandas as pd",
          "import sys",
          "import io",
          "import os");

  private Prelude() {}

  /** Returns a line of a prelude; an {@link IllegalArgumentException} when it is none. */
  public static String checked(String line) {
    if (!LINE.matcher(line).matches()) {
      throw new IllegalArgumentException("'" + line + "' is no line of a prelude");
    }
    return line;
  }
}
