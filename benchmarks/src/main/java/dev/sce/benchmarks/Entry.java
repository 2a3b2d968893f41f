package dev.sce.benchmarks;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one contender reached in one comparison.
 *
 * @param launchers how many commands were started in which way, over all rounds
 */
record Entry(String contender, Series series, Map<String, Integer> launchers) {
  /** Returns the launchers as tables show them. */
  String started() {
    return new TreeMap<>(launchers)
        .entrySet().stream()
            .map(launcher -> launcher.getValue() + " " + launcher.getKey())
            .collect(Collectors.joining(", "));
  }
}
