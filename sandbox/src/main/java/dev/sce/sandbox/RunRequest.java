package dev.sce.sandbox;

import dev.sce.Blob;
import dev.sce.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One command as the supervisor is told it.
 *
 * @param argv program and arguments
 * @param environment all variables
 * @param stdin all of standard input
 * @param limits what it may use
 * @param patience by how much the wall-clock limit may be exceeded by time that the machine denied
 * @param warm whether it may be forked from a started interpreter
 * @param judge the module that judges it, if it may be forked; empty for none
 */
record RunRequest(
    List<String> argv,
    Map<String, String> environment,
    Blob stdin,
    Limits limits,
    Duration patience,
    boolean warm,
    String judge) {

  long wallNanos() {
    return limits.wallTime().toNanos();
  }

  /** Returns after how long the command has ended at the latest. */
  long longestNanos() {
    return wallNanos() + patience.toNanos();
  }

  /** Writes the frames of the command, its input included. */
  void write(FrameWriter writer) throws IOException {
    writer
        .begin(Protocol.MSG_RUN)
        .u8(launcher())
        .text(judge)
        .u64(wallNanos())
        .u64(cpuNanos())
        .u64(limits.memory().bytes())
        .u64(limits.output().bytes())
        .u32(limits.maxProcesses())
        .u64(limits.fileSize().bytes())
        .u64(limits.stack().bytes()) // 0 for one that follows the memory limit.
        .u32(0) // open files: the default
        .u64(patience.toNanos())
        .u32(argv.size());
    argv.forEach(writer::text);
    writer.u32(environment.size());
    environment.forEach((name, value) -> writer.text(name + "=" + value));
    writer.u64(stdin.size()).endRun();
    writer.data(stdin.asByteBuffer());
  }

  private int launcher() {
    if (!warm) {
      return Protocol.LAUNCH_EXEC;
    }
    return judge.isEmpty() ? Protocol.LAUNCH_WARM : Protocol.LAUNCH_JUDGED;
  }

  /** 0 for no limit. */
  private long cpuNanos() {
    return limits.cpuTime().equals(Limits.UNLIMITED) ? 0 : limits.cpuTime().toNanos();
  }
}
