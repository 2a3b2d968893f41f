package dev.sce.sandbox;

import dev.sce.ExecutionConfig;
import dev.sce.Isolation;
import dev.sce.IsolationUnavailableException;
import dev.sce.spi.BackendException;
import dev.sce.spi.BackendProvider;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The limits that this machine can enforce, determined by trying them.
 *
 * <pre>{@code
 * MachineReport report = MachineReport.ofThisMachine();
 * report.chosen().ifPresent(isolation -> System.out.println("programs run in " + isolation));
 * }</pre>
 *
 * @param system operating system, version and architecture
 * @param processors CPUs available to this JVM
 * @param levels the isolation levels, strongest first
 * @param warm whether {@code python3} programs are forked from a warm interpreter, with its path or
 *     the reason why not
 */
public record MachineReport(String system, int processors, List<Level> levels, Check warm) {
  /** Copies the list. */
  public MachineReport {
    levels = List.copyOf(levels);
  }

  /**
   * One isolation level.
   *
   * @param isolation the level
   * @param auto {@code true} if {@link Isolation#AUTO} may select it
   * @param available {@code true} if programs can run at this level
   * @param detail how it is set up, or why it is not available
   * @param remedy what to change to make it available or stronger; empty if nothing
   * @param checks the checks at this level; empty if it is not available
   */
  public record Level(
      Isolation isolation,
      boolean auto,
      boolean available,
      String detail,
      String remedy,
      List<Check> checks) {
    /** Copies the list. */
    public Level {
      checks = List.copyOf(checks);
    }
  }

  /**
   * One check.
   *
   * @param name what should be enforced
   * @param passed {@code true} if it was enforced
   * @param detail how it is enforced, and what the check showed
   */
  public record Check(String name, boolean passed, String detail) {}

  /** Runs all checks, which takes a second or two. */
  public static MachineReport ofThisMachine() {
    String system =
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch");
    return new MachineReport(
        system, Runtime.getRuntime().availableProcessors(), tryLevels(), tryWarm());
  }

  private static List<Level> tryLevels() {
    return BackendProvider.installed().stream()
        .filter(provider -> !provider.isolation().equals(Isolation.NONE))
        .map(LevelTrial::of)
        .toList();
  }

  private static Check tryWarm() {
    ExecutionConfig config = ExecutionConfig.builder().workers(1).build();
    try (SandboxBackend backend = SandboxBackend.open(Isolation.NAMESPACES, config)) {
      WarmTrial.Answer answer = backend.tryWarm();
      return new Check("warm interpreters", answer.warm(), answer.detail());
    } catch (IsolationUnavailableException | IOException | BackendException e) {
      return new Check("warm interpreters", false, "they need namespaces");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Check("warm interpreters", false, "interrupted");
    }
  }

  /** Returns the name of the level that {@link Isolation#AUTO} selects. */
  public Optional<Isolation> chosen() {
    return chosenLevel().map(Level::isolation);
  }

  /** Returns the level that {@link Isolation#AUTO} selects. */
  public Optional<Level> chosenLevel() {
    return levels.stream().filter(level -> level.auto() && level.available()).findFirst();
  }
}
