package dev.sce.report.page;

import dev.sce.eval.results.JudgedRow;
import dev.sce.judge.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A few numbers of every sample, in its position among the rows. They become one array of bytes,
 * column after column and little endian, which {@code codec.js} reads in the same order.
 */
final class Columns {
  static final int DUPLICATE = 1;
  static final int UNSTABLE = 2;
  static final int NONE = 0xffff;
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());
  private static final int BYTES = 4 + 4 + 4 + 1 + 2 + 2 + 2 + 2 + 2 + 2 + 1 + 4;

  private final int size;
  private final int[] index;
  private final int[] problem;
  private final int[] sample;
  private final byte[] verdict;
  private final short[] passed;
  private final short[] total;
  private final short[] firstFailing;
  private final short[] runtime;
  private final short[] memory;
  private final short[] cluster;
  private final byte[] flags;
  private final int[] detail;

  Columns(int size) {
    this.size = size;
    index = new int[size];
    problem = new int[size];
    sample = new int[size];
    verdict = new byte[size];
    passed = new short[size];
    total = new short[size];
    firstFailing = new short[size];
    runtime = new short[size];
    memory = new short[size];
    cluster = new short[size];
    flags = new byte[size];
    detail = new int[size];
  }

  /** Returns the number of a verdict in the page. */
  static int code(Verdict verdict) {
    return VERDICTS.indexOf(verdict);
  }

  void set(int position, JudgedRow row, int problemNumber, int clusterNumber) {
    index[position] = Math.toIntExact(row.index());
    problem[position] = problemNumber;
    sample[position] = row.sample();
    verdict[position] = (byte) code(row.verdict());
    cluster[position] = (short) clusterNumber;
    setTests(position, row.tests());
    if (row.duplicateOf() == null) {
      runtime[position] = LogScale.code(row.seconds() * 1e6);
      Long peak = row.peakMemory();
      memory[position] = peak == null ? 0 : LogScale.code(peak.doubleValue());
    } else {
      flags[position] = (byte) (flags[position] | DUPLICATE);
    }
  }

  private void setTests(int position, List<JudgedRow.Test> tests) {
    int first = NONE;
    int good = 0;
    for (int i = 0; i < tests.size(); i++) {
      Verdict each = tests.get(i).verdict();
      good += each == Verdict.PASSED ? 1 : 0;
      if (first == NONE && each != Verdict.PASSED && each != Verdict.SKIPPED) {
        first = Math.min(i, NONE - 1);
      }
    }
    passed[position] = (short) Math.min(good, NONE);
    total[position] = (short) Math.min(tests.size(), NONE);
    firstFailing[position] = (short) first;
  }

  void markUnstable(int position) {
    flags[position] = (byte) (flags[position] | UNSTABLE);
  }

  /** Says where the details of a sample are: its number among those that have some, from 1. */
  void setDetail(int position, int number) {
    detail[position] = number;
  }

  int size() {
    return size;
  }

  int problem(int position) {
    return problem[position];
  }

  int cluster(int position) {
    return cluster[position] & NONE;
  }

  long index(int position) {
    return index[position];
  }

  boolean isUnstable(int position) {
    return (flags[position] & UNSTABLE) != 0;
  }

  Verdict verdict(int position) {
    return VERDICTS.get(verdict[position]);
  }

  boolean isPassed(int position) {
    return verdict(position) == Verdict.PASSED;
  }

  /** Returns seconds; 0 where not measured. */
  double seconds(int position) {
    return LogScale.value(runtime[position]) / 1e6;
  }

  /** Returns bytes; 0 where not measured. */
  double memory(int position) {
    return LogScale.value(memory[position]);
  }

  byte[] bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(size * BYTES).order(ByteOrder.LITTLE_ENDIAN);
    int before = -1;
    for (int each : index) {
      bytes.putInt(each - before); // nearly always 1, which takes no room
      before = each;
    }
    put(bytes, problem);
    put(bytes, sample);
    bytes.put(verdict);
    for (short[] column : List.of(passed, total, firstFailing, runtime, memory, cluster)) {
      for (short value : column) {
        bytes.putShort(value);
      }
    }
    bytes.put(flags);
    put(bytes, detail);
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, int[] column) {
    for (int value : column) {
      bytes.putInt(value);
    }
  }
}
