package dev.sce.datasets.multilingual;

import dev.sce.Limits;
import dev.sce.judge.python.FunctionTask;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests of these sets in Python, for the checker of Python functions. */
final class PythonTasks {
  private static final Pattern FUNCTION =
      Pattern.compile("(?m)^(?:async\\s+)?def\\s+(\\w+)\\s*\\(");

  /** Calls of the check outside of any function, which the checker makes itself. */
  private static final Pattern CALL =
      Pattern.compile(
          "(?m)^(?:def test_check\\(\\):\\s*\\n"
              + "\\s+check\\(\\w+\\)\\s*|test_check\\(\\)\\s*|check\\(\\w+\\)\\s*)$");

  /** What the harness of HumanEval-X puts before every program in Python. */
  static final String HUMAN_EVAL_X =
      "import math, re, sys, copy, datetime, itertools, collections, heapq, statistics, functools\n"
          + "import hashlib, string\n"
          + "from typing import *\n"
          + "from collections import *\n"
          // Last, since what stands behind a module that is missing is not reached.
          + "import numpy, numpy as np\n";

  private PythonTasks() {}

  static FunctionTask of(String prompt, String test, Limits limits) {
    return of(prompt, test, "", limits);
  }

  /**
   * Makes a task.
   *
   * @param harnessImports what the set's own harness puts before every program
   */
  static FunctionTask of(String prompt, String test, String harnessImports, Limits limits) {
    Matcher matcher = FUNCTION.matcher(prompt);
    String entry = "";
    while (matcher.find()) {
      entry = matcher.group(1);
    }
    return new FunctionTask(
        prompt, entry, CALL.matcher(test).replaceAll(""), "", harnessImports, limits);
  }
}
