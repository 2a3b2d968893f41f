package dev.sce.eval.contest;

import dev.sce.Blob;
import dev.sce.eval.Problem;
import dev.sce.eval.Sample;
import dev.sce.eval.data.InvalidDataException;
import dev.sce.eval.language.LanguageTable;
import dev.sce.eval.language.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A problem in the folder layout of Kattis and the ICPC: {@code problem.yaml}, {@code data/sample},
 * {@code data/secret}, {@code output_validators} (or {@code output_validator}), {@code
 * submissions}.
 *
 * <p>Both the older format and that of 2023-07 are read. Groups of tests with points are run as
 * plain tests: a sample's score is the share of tests that pass.
 *
 * @param problem the problem
 * @param submissions the programs that come with it
 */
public record ProblemPackage(Problem problem, List<Submission> submissions) {

  /** Copies the list. */
  public ProblemPackage {
    submissions = List.copyOf(submissions);
  }

  /**
   * A program that comes with a problem.
   *
   * @param name its path below {@code submissions}
   * @param expected what its author says; absent where the folder says nothing
   * @param sample the program
   */
  public record Submission(String name, @Nullable Expected expected, Sample sample) {}

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
    SimpleYaml yaml = SimpleYaml.parse(Files.readString(folder.resolve("problem.yaml")));
    ProblemSettings settings = ProblemSettings.of(yaml, timeLimitFile(folder));
    Optional<Program> validator = validator(folder, table);
    IoTask task =
        new IoTask(
            tests(folder),
            settings.limits(),
            settings.judging(validator.map(settings::judge)),
            null,
            settings.stopAtFirstFailure());
    return new ProblemPackage(new Problem(id, task), submissions(folder, id));
  }

  private static Optional<String> timeLimitFile(Path folder) throws IOException {
    Path file = folder.resolve(".timelimit");
    return Files.isRegularFile(file)
        ? Optional.of(Files.readString(file).strip())
        : Optional.empty();
  }

  private static List<IoTest> tests(Path folder) throws IOException {
    Path data = folder.resolve("data");
    List<IoTest> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path input : files.filter(file -> file.toString().endsWith(".in")).sorted().toList()) {
        String name = data.relativize(input).toString().replaceFirst("\\.in$", "");
        Path answer = data.resolve(name + ".ans");
        Blob expected = Files.exists(answer) ? Blob.of(Files.readAllBytes(answer)) : Blob.EMPTY;
        tests.add(new IoTest(name, Blob.of(Files.readAllBytes(input)), expected));
      }
    }
    return tests;
  }

  /** Returns the program below a folder's {@code output_validators}, if there is one. */
  static Optional<Program> validator(Path folder, LanguageTable table) throws IOException {
    for (String name : List.of("output_validator", "output_validators")) {
      Path place = folder.resolve(name);
      if (!Files.isDirectory(place)) {
        continue;
      }
      List<Path> programs = children(place);
      boolean single = programs.size() == 1 && Files.isDirectory(programs.getFirst());
      SequencedMap<String, Blob> files = sources(single ? programs.getFirst() : place);
      return table.recognise(files).map(language -> new Program(language, files));
    }
    return Optional.empty();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(Path::toString))
          .toList();
    }
  }

  /** Returns a file, or all files of a folder, by name. */
  static SequencedMap<String, Blob> sources(Path place) throws IOException {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    if (Files.isRegularFile(place)) {
      files.put(place.getFileName().toString(), Blob.of(Files.readAllBytes(place)));
      return files;
    }
    try (Stream<Path> all = Files.walk(place)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        files.put(place.relativize(file).toString(), Blob.of(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static List<Submission> submissions(Path folder, String id) throws IOException {
    List<Submission> submissions = new ArrayList<>();
    Path place = folder.resolve("submissions");
    if (!Files.isDirectory(place)) {
      return submissions;
    }
    for (Path group : children(place)) {
      if (!Files.isDirectory(group)) {
        continue;
      }
      Expected expected = Expected.of(group.getFileName().toString()).orElse(null);
      for (Path entry : children(group)) {
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        sources(entry).forEach((name, content) -> texts.put(name, content.text()));
        Sample sample = new Sample(id, submissions.size(), Submissions.code(texts), true, null);
        submissions.add(new Submission(place.relativize(entry).toString(), expected, sample));
      }
    }
    return submissions;
  }
}
