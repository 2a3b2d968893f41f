package dev.sce.benchmarks;

import java.util.Map;

/**
 * What one contender reached in one comparison.
 *
 * @param launchers how many commands were started in which way, over all rounds
 */
record Entry(String contender, Series series, Map<String, Integer> launchers) {}
