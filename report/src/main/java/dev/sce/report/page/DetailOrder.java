package dev.sce.report.page;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The order in which details of samples are put into a page until its budget is used up: first what
 * somebody is likely to open, namely some of each way to fail, of each problem, and all that are
 * unstable; then all others.
 */
final class DetailOrder {
  private static final int OF_A_CLUSTER = 20;
  private static final int PASSED_OF_A_PROBLEM = 2;
  private static final int FAILED_OF_A_PROBLEM = 5;

  private DetailOrder() {}

  static IntStream of(Columns columns, int clusters, int problems) {
    BitSet first = likely(columns, clusters, problems);
    return IntStream.concat(
        first.stream(), IntStream.range(0, columns.size()).filter(each -> !first.get(each)));
  }

  private static BitSet likely(Columns columns, int clusters, int problems) {
    int[] ofCluster = full(clusters, OF_A_CLUSTER);
    int[] passed = full(problems, PASSED_OF_A_PROBLEM);
    int[] failed = full(problems, FAILED_OF_A_PROBLEM);
    BitSet likely = new BitSet(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      int[] ofProblem = columns.isPassed(i) ? passed : failed;
      boolean wanted = ofProblem[columns.problem(i)]-- > 0;
      int cluster = columns.cluster(i);
      wanted |= cluster != Columns.NONE && ofCluster[cluster]-- > 0;
      likely.set(i, wanted || columns.isUnstable(i));
    }
    return likely;
  }

  private static int[] full(int size, int value) {
    int[] all = new int[size];
    Arrays.fill(all, value);
    return all;
  }
}
