package dev.sce.internal.reuse;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.EarlyStop;
import dev.sce.Executable;
import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.Limits;
import dev.sce.spi.WarmModule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Says which executables are identical: those with the same key. The key covers all that the
 * executor knows of a run: the executable and the configuration that it is run with.
 */
final class ExecutableKeys {
  /** To be changed with every change of what a key covers, or of what the same key means. */
  private static final String VERSION = "sce executable 1";

  private final ExecutionConfig config;
  private final Blob settings;
  private final FunctionNumbers functions = new FunctionNumbers();

  /**
   * Makes keys for one executor.
   *
   * @param modules what warm interpreters can import ahead besides what is installed
   */
  ExecutableKeys(ExecutionConfig config, Isolation inForce, Iterable<WarmModule> modules) {
    this.config = config;
    this.settings = settings(config, inForce, modules);
  }

  /**
   * What makes an executable the same as another.
   *
   * @param digest SHA-256 of everything
   * @param lasting whether it means the same in another process; a function of the caller's does
   *     not
   */
  record Key(Blob digest, boolean lasting) {}

  /** Returns the key; none when an executable has functions that cannot be told apart. */
  Optional<Key> of(Executable executable) {
    KeyDigest digest = new KeyDigest(VERSION).add(settings);
    digest.add(executable.files().size());
    executable.files().forEach((name, content) -> digest.add(name).add(content));
    digest.add(executable.commands().size());
    executable.commands().forEach(command -> add(digest, command));
    digest.addAll(executable.trackedFiles()).add(executable.independentAfter());
    boolean lasting = addRule(digest, executable.earlyStop());
    Object function = executable.stdoutPostprocessor().orElse(null);
    digest.add(function != null);
    if (function != null) {
      lasting = false;
      digest.add(functions.of(function));
    }
    boolean known = lasting || functions.knows(executable.earlyStop(), function);
    return known ? Optional.of(new Key(digest.finish(), lasting)) : Optional.empty();
  }

  private static Blob settings(
      ExecutionConfig config, Isolation inForce, Iterable<WarmModule> modules) {
    KeyDigest digest = new KeyDigest("sce settings 2");
    for (WarmModule module : modules) {
      digest.add(true).add(module.name()).add(module.source());
    }
    return digest
        .add(false)
        .add(inForce.label())
        .add(config.trackedFileLimit().bytes())
        .add(config.writableSize().bytes())
        .add(config.retryStarved())
        .add(config.warm().name())
        .add(config.pinCpus())
        .addAll(config.preload())
        .addAll(config.readOnlyPaths().stream().map(Path::toString).toList())
        .finish();
  }

  private void add(KeyDigest digest, Command command) {
    digest.addAll(command.argv()).add(command.numTimes()).add(command.stdin());
    Map<String, String> environment = new TreeMap<>(config.environment());
    environment.putAll(command.environment());
    digest.add(environment.size());
    environment.forEach((name, value) -> digest.add(name).add(value));
    add(digest, command.limits().applyTo(config.limits()));
  }

  private static void add(KeyDigest digest, Limits limits) {
    // Nanoseconds of the longest time allowed, a year, fit.
    digest.addOptional(limits.wallTime().toNanos());
    boolean unlimited = limits.cpuTime().equals(Limits.UNLIMITED);
    digest.addOptional(unlimited ? null : limits.cpuTime().toNanos());
    digest.addOptional(limits.memory().bytes());
    digest.addOptional(limits.output().bytes());
    digest.addOptional((long) limits.maxProcesses());
    digest.addOptional(limits.fileSize().bytes());
    boolean follows = limits.stack().equals(Limits.STACK_FOLLOWS_MEMORY);
    digest.addOptional(follows ? null : limits.stack().bytes());
  }

  /** Adds a rule; false when it is a function of the caller's. */
  private boolean addRule(KeyDigest digest, EarlyStop rule) {
    if (rule instanceof EarlyStop.Rule(Integer expected, boolean stopForTimeout)) {
      digest.add("rule").addOptional(expected == null ? null : Long.valueOf(expected));
      digest.add(stopForTimeout);
      return true;
    }
    if (EarlyStop.NEVER.equals(rule)) {
      digest.add("never");
      return true;
    }
    digest.add("function").add(functions.of(rule));
    return false;
  }
}
