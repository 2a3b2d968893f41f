package dev.sce.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that leaves behind processes, threads of ours, descriptors, or directories in
 * the temporary directory.
 *
 * <p>Add it with {@code @ExtendWith(LeakCheck.class)}. The state before the class is recorded;
 * afterwards nothing may have been added, after a short time for the operating system to catch up.
 */
public final class LeakCheck implements BeforeAllCallback, AfterAllCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Descriptors come and go with the JVM's own work, for example when a class is loaded. */
  private static final int DESCRIPTOR_TOLERANCE = 8;

  private static final Pattern MARK = Pattern.compile("SCE_RUN_ID=(\\d{1,10})-");
  private static final Pattern DIRECTORY = Pattern.compile("sce-(\\d{1,10})-.*");

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeakCheck.class);

  /** The state at one moment. */
  private record Inventory(
      Set<String> processes, Set<String> threads, Set<String> directories, int descriptors) {

    static Inventory take() {
      return new Inventory(liveProcesses(), liveThreads(), ourDirectories(), openDescriptors());
    }

    List<String> newSince(Inventory before) {
      List<String> leaks = new ArrayList<>();
      addNew(leaks, "process", before.processes, processes);
      addNew(leaks, "thread", before.threads, threads);
      addNew(leaks, "directory", before.directories, directories);
      if (descriptors > before.descriptors + DESCRIPTOR_TOLERANCE) {
        leaks.add("descriptors: " + before.descriptors + " before, " + descriptors + " after");
      }
      return leaks;
    }

    private static void addNew(
        List<String> leaks, String kind, Set<String> before, Set<String> after) {
      for (String name : after) {
        if (!before.contains(name)) {
          leaks.add(kind + " " + name);
        }
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(NAMESPACE).put(context.getUniqueId(), Inventory.take());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Inventory before =
        Objects.requireNonNull(
            context.getStore(NAMESPACE).get(context.getUniqueId(), Inventory.class));
    Awaitility.await("nothing left behind by " + context.getDisplayName())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () -> {
              List<String> leaks = Inventory.take().newSince(before);
              if (!leaks.isEmpty()) {
                throw new AssertionError("left behind: " + String.join(", ", leaks));
              }
            });
  }

  /** Descendants of this JVM, and orphaned programs, which carry our mark. */
  private static Set<String> liveProcesses() {
    Set<String> found = new TreeSet<>();
    ProcessHandle.current().descendants().forEach(process -> found.add(describe(process)));
    ProcessHandle.allProcesses()
        .filter(process -> hasMark(process.pid()))
        .forEach(process -> found.add(describe(process)));
    return found;
  }

  private static String describe(ProcessHandle process) {
    return process.pid() + " " + process.info().commandLine().orElse("");
  }

  /** Returns true if a process carries the mark of this JVM, or of one that is gone. */
  private static boolean hasMark(long pid) {
    try {
      byte[] environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
      Matcher mark = MARK.matcher(new String(environment, StandardCharsets.ISO_8859_1));
      return mark.find() && isOurs(mark.group(1));
    } catch (IOException e) {
      return false;
    }
  }

  /** Other runs on the same machine are ignored while their JVM is alive. */
  private static boolean isOurs(String jvmPid) {
    long pid = Long.parseLong(jvmPid);
    return pid == ProcessHandle.current().pid() || ProcessHandle.of(pid).isEmpty();
  }

  private static Set<String> liveThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sce-"))
        .map(thread -> thread.threadId() + " " + thread.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> ourDirectories() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> entries = Files.list(temporary)) {
      return entries
          .map(path -> path.getFileName().toString())
          .filter(LeakCheck::isOurDirectory)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurDirectory(String name) {
    Matcher directory = DIRECTORY.matcher(name);
    return directory.matches()
        && Long.parseLong(directory.group(1)) == ProcessHandle.current().pid();
  }

  private static int openDescriptors() {
    String[] names = new File("/proc/self/fd").list();
    return names == null ? 0 : names.length;
  }
}
