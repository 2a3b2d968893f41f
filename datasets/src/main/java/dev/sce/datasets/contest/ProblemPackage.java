package dev.sce.datasets.contest;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.datasets.Problem;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.program.JudgeProgram;
import dev.sce.judge.program.Judging;
import dev.sce.judge.program.ProgramRules;
import dev.sce.judge.program.ProgramTask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A problem in the folder layout of Kattis and the ICPC: {@code problem.yaml}, {@code data/sample},
 * {@code data/secret}, {@code output_validators} (or {@code output_validator}), {@code include},
 * {@code submissions}.
 *
 * <p>Both the older format and that of 2023-07 and 2025-09 are read. Groups of tests with points
 * are run as plain tests: a sample's score is the share of tests that pass. What a package uses and
 * is not supported makes a problem that cannot be judged, never a judgement of something else.
 *
 * <p>Nothing outside of the package is read, and for a submission nothing outside of its own file
 * or folder.
 *
 * @param problem the problem
 * @param submissions the programs that come with it
 */
public record ProblemPackage(Problem problem, List<Submission> submissions) {
  /** The largest program, all its files together. */
  static final DataSize LARGEST_PROGRAM = DataSize.ofMebibytes(64);

  /** The most files and folders of a program. */
  static final int MOST_FILES = 1000;

  private static final DataSize LARGEST_TEXT = DataSize.ofMebibytes(1);
  private static final List<String> FOLDERS_NOT_SUPPORTED = List.of("static_validator");

  /** Copies the list. */
  public ProblemPackage {
    submissions = List.copyOf(submissions);
  }

  /**
   * A program that comes with a problem.
   *
   * @param name its path below {@code submissions}
   * @param expected what its author says; absent where nothing says it
   * @param sample the program; without code when it cannot be read
   * @param problem why it cannot be read; absent when it can
   */
  public record Submission(
      String name, @Nullable Expectation expected, Sample sample, @Nullable String problem) {}

  /** Whether a folder looks like a package. */
  public static boolean isPackage(Path folder) {
    return Files.isRegularFile(folder.resolve("problem.yaml"))
        && Files.isDirectory(folder.resolve("data"));
  }

  /**
   * Reads a folder.
   *
   * @throws InvalidDataException when it is no such package
   */
  public static ProblemPackage read(Path folder, LanguageTable table) throws IOException {
    if (!isPackage(folder)) {
      throw new InvalidDataException(
          folder + ": not a problem package; it needs problem.yaml and a folder data");
    }
    String id = folder.toAbsolutePath().normalize().getFileName().toString();
    OwnFolder own = OwnFolder.of(folder);
    List<String> unsupported = new ArrayList<>();
    ProblemSettings settings = settings(own, folder, unsupported);
    Validator validator = Validator.read(own, folder, table, settings.constants());
    boolean compared = validator.equals(Validator.NONE);
    String name = validatorName(folder);
    PackageTests tests = PackageTests.read(own, folder, settings, name, compared);
    for (String other : FOLDERS_NOT_SUPPORTED) {
      if (Files.exists(folder.resolve(other), LinkOption.NOFOLLOW_LINKS)) {
        unsupported.add(other);
      }
    }
    ProgramRules rules = PackageRules.read(own, folder, table, settings);
    if (rules.languages().isEmpty() && !settings.languages().isEmpty()) {
      unsupported.add("no language of the table, but " + String.join(", ", settings.languages()));
    }
    ProgramTask task =
        new ProgramTask(
            tests.tests(),
            settings.limits(),
            settings.judging(validator, tests, unsupported),
            null,
            settings.stopAtFirstFailure() && !tests.goesOn(),
            rules);
    return new ProblemPackage(
        new Problem(id, task), PackageSubmissions.read(folder, id, settings.constants()));
  }

  /**
   * Returns a package that cannot be read, with its submissions.
   *
   * @param why for people
   */
  static ProblemPackage unreadable(Path folder, String why) {
    String id = folder.toAbsolutePath().normalize().getFileName().toString();
    ProgramTask task =
        new ProgramTask(
            List.of(),
            JudgeProgram.LIMITS,
            new Judging.Impossible("the package cannot be read: " + why),
            null,
            true);
    return new ProblemPackage(
        new Problem(id, task), PackageSubmissions.read(folder, id, Constants.NONE));
  }

  private static ProblemSettings settings(OwnFolder own, Path folder, List<String> unsupported)
      throws IOException {
    String place = folder + "/problem.yaml";
    ObjectNode yaml;
    try {
      yaml = Yaml.readMap("problem.yaml", text(own, folder.resolve("problem.yaml")));
    } catch (InvalidDataException e) {
      unsupported.add(String.valueOf(e.getMessage()));
      yaml = JsonNodeFactory.instance.objectNode();
    }
    Optional<String> timeLimit = optionalText(own, folder.resolve(".timelimit"));
    Map<String, String> ini =
        optionalText(own, folder.resolve("domjudge-problem.ini"))
            .map(ProblemPackage::ini)
            .orElse(Map.of());
    return SettingsReader.read(place, yaml, timeLimit.map(String::strip), ini);
  }

  /** Reads lines {@code key = value}; values may stand in quotes. */
  private static Map<String, String> ini(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.strip().startsWith(";") && !line.strip().startsWith("#")) {
        String value = line.substring(equals + 1).strip();
        values.put(line.substring(0, equals).strip(), value.replaceAll("^([\"'])(.*)\\1$", "$2"));
      }
    }
    return values;
  }

  private static Optional<String> optionalText(OwnFolder own, Path file) throws IOException {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(text(own, file))
        : Optional.empty();
  }

  private static String text(OwnFolder own, Path file) throws IOException {
    return new String(own.read(file, LARGEST_TEXT), StandardCharsets.UTF_8);
  }

  /** Returns the name of the output validator, by which settings of tests may call it. */
  private static String validatorName(Path folder) throws IOException {
    Path place = folder.resolve("output_validators");
    List<Path> programs = Files.isDirectory(place) ? children(place) : List.of();
    String name = programs.isEmpty() ? "" : programs.getFirst().getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  /** Returns a file, or all files of a folder, by name. */
  static SequencedMap<String, Blob> sources(OwnFolder own, Path place) throws IOException {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    boolean folder = Files.isDirectory(own.inside(place));
    long left = LARGEST_PROGRAM.bytes();
    for (Path file : folder ? own.files(place, MOST_FILES) : List.of(place)) {
      Blob content = Blob.of(own.read(file, LARGEST_PROGRAM));
      left -= content.size();
      if (left < 0) {
        throw new InvalidDataException(place + " is larger than " + LARGEST_PROGRAM);
      }
      Path name = folder ? place.relativize(file) : file.getFileName();
      files.put(name.toString(), content);
    }
    return files;
  }
}
