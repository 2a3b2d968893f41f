package dev.sce.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this JVM and the processes below it hold at one moment, to see whether it grows.
 *
 * @param threads of this JVM
 * @param descriptors of this JVM
 * @param heap bytes in use, after a collection
 * @param processes below this JVM
 * @param theirDescriptors of the processes below
 * @param theirMemory bytes that the processes below have in memory, pages that they share counted
 *     for each
 */
record HostUsage(
    int threads,
    int descriptors,
    long heap,
    long processes,
    long theirDescriptors,
    long theirMemory) {

  static HostUsage now() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    List<Long> below = processesBelow();
    return new HostUsage(
        ManagementFactory.getThreadMXBean().getThreadCount(),
        descriptorsOf("self"),
        runtime.totalMemory() - runtime.freeMemory(),
        below.size(),
        below.stream().mapToLong(pid -> descriptorsOf("" + pid)).sum(),
        below.stream().mapToLong(HostUsage::residentBytes).sum());
  }

  /** Fails when more is held than before, but for what comes and goes by itself. */
  void requireNoMoreThan(HostUsage before) {
    assertThat(threads).as("threads").isLessThanOrEqualTo(before.threads + 4);
    assertThat(descriptors).as("descriptors").isLessThanOrEqualTo(before.descriptors + 8);
    assertThat(heap).as("heap bytes").isLessThan(before.heap + (16L << 20));
    assertThat(processes).as("processes").isLessThanOrEqualTo(before.processes + 2);
    assertThat(theirDescriptors)
        .as("descriptors of the sandbox")
        .isLessThanOrEqualTo(before.theirDescriptors + 8);
    assertThat(theirMemory).as("memory of the sandbox").isLessThan(before.theirMemory + (8L << 20));
  }

  private static List<Long> processesBelow() {
    try (Stream<ProcessHandle> below = ProcessHandle.current().descendants()) {
      return below.map(ProcessHandle::pid).toList();
    }
  }

  private static int descriptorsOf(String pid) {
    String[] names = new File("/proc/" + pid + "/fd").list();
    return names == null ? 0 : names.length;
  }

  private static long residentBytes(long pid) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) << 10;
        }
      }
    } catch (IOException e) {
      return 0; // it has ended meanwhile
    }
    return 0;
  }
}
