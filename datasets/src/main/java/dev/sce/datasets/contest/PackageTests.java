package dev.sce.datasets.contest;

import dev.sce.Blob;
import dev.sce.DataSize;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.program.ProgramTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tests of a package in the order of the format: samples, then secret ones, by name.
 *
 * @param tests the tests
 * @param goesOn whether some group wants later tests to be run after one that failed
 * @param unsupported what they use and is not supported, for people
 */
record PackageTests(List<ProgramTest> tests, boolean goesOn, List<String> unsupported) {
  private static final DataSize LARGEST_SETTINGS = DataSize.ofMebibytes(1);
  private static final DataSize LARGEST_TEST = DataSize.ofMebibytes(1024);
  private static final int DEEPEST = 20;

  /** Files and folders of tests, those behind links counted as often as links lead to them. */
  static final int MOST_ENTRIES = 50_000;

  /** Settings of a folder of tests, by the names that the formats have for them. */
  private static final List<String> GROUP_FILES = List.of("testdata.yaml", "test_group.yaml");

  /** Folders beside those of tests, whose files are for trying validators. */
  private static final Set<String> NO_TESTS =
      Set.of(
          "invalid_input",
          "invalid_inputs",
          "invalid_output",
          "invalid_outputs",
          "invalid_answers",
          "valid_input",
          "valid_inputs",
          "valid_output",
          "valid_outputs",
          "bad",
          "testing_tool_test");

  /** Copies the lists. */
  PackageTests {
    tests = List.copyOf(tests);
    unsupported = List.copyOf(unsupported);
  }

  /** Returns tests that come without a package around them. */
  static PackageTests of(List<ProgramTest> tests) {
    return new PackageTests(tests, false, List.of());
  }

  /**
   * Reads the tests of a package.
   *
   * @param validator the name of its output validator; empty when there is none
   */
  static PackageTests read(
      OwnFolder own, Path folder, ProblemSettings settings, String validator, boolean compared)
      throws IOException {
    Reader reader = new Reader(own, folder.resolve("data"), settings, validator, compared);
    reader.readAll();
    return new PackageTests(reader.tests, reader.goesOn, reader.unsupported);
  }

  /** Collects the tests of one package. */
  private static final class Reader {
    private final OwnFolder own;
    private final Path data;
    private final ProblemSettings settings;
    private final String validator;
    private final boolean compared;
    private final List<ProgramTest> tests = new ArrayList<>();
    private final List<String> unsupported = new ArrayList<>();
    private final Map<Path, Blob> contents = new HashMap<>();
    private int seen;
    private boolean goesOn;

    Reader(OwnFolder own, Path data, ProblemSettings settings, String validator, boolean compared) {
      this.own = own;
      this.data = data;
      this.settings = settings;
      this.validator = validator;
      this.compared = compared;
    }

    void readAll() throws IOException {
      GroupSettings root = group(data, GroupSettings.NONE);
      boolean divided =
          Files.isDirectory(data.resolve("sample")) || Files.isDirectory(data.resolve("secret"));
      for (Path entry : ProblemPackage.children(data)) {
        String name = entry.getFileName().toString();
        if (!Files.isDirectory(entry) || NO_TESTS.contains(name)) {
          continue;
        }
        if (divided && !name.equals("sample") && !name.equals("secret")) {
          unsupported.add("tests in the folder data/" + name);
        }
      }
      if (!divided) {
        folder(data, root, 0);
        return;
      }
      if (!root.withoutSamples() && Files.isDirectory(data.resolve("sample"))) {
        folder(data.resolve("sample"), group(data.resolve("sample"), root), 0);
      }
      if (Files.isDirectory(data.resolve("secret"))) {
        folder(data.resolve("secret"), group(data.resolve("secret"), root), 0);
      }
    }

    /** Reads tests and folders of a folder, both in the order of their names. */
    private void folder(Path place, GroupSettings around, int depth) throws IOException {
      own.inside(place);
      if (depth > DEEPEST) {
        throw new InvalidDataException(place + " is more than " + DEEPEST + " folders deep");
      }
      TreeSet<String> names = new TreeSet<>();
      List<Path> entries = ProblemPackage.children(place);
      seen += entries.size();
      if (seen > MOST_ENTRIES) {
        throw new InvalidDataException(data + " has more than " + MOST_ENTRIES + " entries");
      }
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        boolean isFolder = Files.isDirectory(entry);
        if (isFolder && name.endsWith(".files")) {
          unsupported.add(data.relativize(entry) + " (input files of a test)");
        } else if (isFolder && !(place.equals(data) && NO_TESTS.contains(name))) {
          names.add(name);
        } else if (!isFolder && name.endsWith(".in")) {
          names.add(name.substring(0, name.length() - 3));
        } else if (!isFolder && name.endsWith(".args")) {
          unsupported.add(data.relativize(entry) + " (arguments in a file of their own)");
        }
      }
      for (String name : names) {
        Path input = place.resolve(name + ".in");
        if (Files.exists(input, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(input)) {
          test(place, name, around);
        }
        Path inside = place.resolve(name);
        if (Files.isDirectory(inside)) {
          // Links to folders of the package are followed; a circle of them meets its end.
          folder(inside, group(inside, around), depth + 1);
        }
      }
    }

    private void test(Path place, String name, GroupSettings around) throws IOException {
      Path settingsFile = place.resolve(name + ".yaml");
      boolean isGroup = GROUP_FILES.contains(name + ".yaml");
      GroupSettings said = isGroup ? around : over(around, settingsFile);
      Path answer = place.resolve(name + ".ans");
      String full = data.relativize(place.resolve(name)).toString();
      boolean answered = Files.exists(answer, LinkOption.NOFOLLOW_LINKS);
      if (!answered && compared) {
        unsupported.add("a test without an answer, " + full);
      }
      tests.add(
          new ProgramTest(
              full,
              content(place.resolve(name + ".in")),
              answered ? content(answer) : Blob.EMPTY,
              said.arguments(),
              said.judgeArguments()));
    }

    /** What many links lead to is held once. */
    private Blob content(Path file) throws IOException {
      Path real = own.inside(file);
      Blob known = contents.get(real);
      if (known == null) {
        known = Blob.of(own.read(file, LARGEST_TEST));
        contents.put(real, known);
      }
      return known;
    }

    private GroupSettings group(Path place, GroupSettings around) throws IOException {
      GroupSettings found = around;
      for (String name : GROUP_FILES) {
        found = over(found, place.resolve(name));
      }
      goesOn |= found.goesOn();
      return found;
    }

    private GroupSettings over(GroupSettings around, Path file) throws IOException {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return around;
      }
      String text = new String(own.read(file, LARGEST_SETTINGS), StandardCharsets.UTF_8);
      String place = "data/" + data.relativize(file);
      try {
        ObjectNode yaml = Yaml.readMap(place, settings.constants().applied(text));
        return around.with(place, yaml, validator, settings.scoring(), unsupported);
      } catch (InvalidDataException e) {
        unsupported.add(String.valueOf(e.getMessage()));
        return around;
      }
    }
  }
}
