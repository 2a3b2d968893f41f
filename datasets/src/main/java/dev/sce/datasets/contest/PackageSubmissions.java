package dev.sce.datasets.contest;

import dev.sce.DataSize;
import dev.sce.datasets.contest.ProblemPackage.Submission;
import dev.sce.json.InvalidDataException;
import dev.sce.judge.Sample;
import dev.sce.judge.program.Submissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The submissions of a problem package, each a file or folder of a folder that says what is
 * expected of it.
 *
 * <p>Whoever wrote a submission is not trusted: what it links to outside of itself, such as the
 * tests' answers or files of the caller, is not read. Such a one is there with a problem, and the
 * others are not affected.
 */
final class PackageSubmissions {
  private static final Logger log = LoggerFactory.getLogger(PackageSubmissions.class);
  private static final DataSize LARGEST_YAML = DataSize.ofMebibytes(1);

  private final Path place;
  private final String problemId;
  private final Constants constants;
  private SubmissionsYaml said = SubmissionsYaml.NONE;
  private final List<Submission> found = new ArrayList<>();

  private PackageSubmissions(Path place, String problemId, Constants constants) {
    this.place = place;
    this.problemId = problemId;
    this.constants = constants;
  }

  static List<Submission> read(Path folder, String problemId, Constants constants) {
    Path place = folder.resolve("submissions");
    PackageSubmissions submissions = new PackageSubmissions(place, problemId, constants);
    if (Files.isDirectory(place)) {
      try {
        submissions.addGroups(OwnFolder.of(folder));
      } catch (InvalidDataException | IOException | UncheckedIOException e) {
        submissions.add(place, null, "", Unreadable.why(e));
      }
    }
    return submissions.found;
  }

  private void addGroups(OwnFolder problem) throws IOException {
    OwnFolder all = new OwnFolder(problem.inside(place));
    readYaml(problem);
    for (Path group : ProblemPackage.children(place)) {
      if (Files.isDirectory(group)) {
        addGroup(all, group);
      }
    }
  }

  /** What it says changes no verdict, so it may be missing, whatever is the matter with it. */
  private void readYaml(OwnFolder problem) {
    Path yaml = place.resolve("submissions.yaml");
    if (Files.exists(yaml, LinkOption.NOFOLLOW_LINKS)) {
      try {
        byte[] text = problem.read(yaml, LARGEST_YAML);
        said = SubmissionsYaml.read(yaml.toString(), new String(text, StandardCharsets.UTF_8));
      } catch (InvalidDataException | IOException e) {
        log.warn("{}; what it says of submissions is left out", Shown.of(Unreadable.why(e)));
      }
    }
  }

  private void addGroup(OwnFolder all, Path group) {
    String folder = group.getFileName().toString();
    Expectation usual = Expectation.of(folder, List.of()).orElse(null);
    Path real;
    try {
      real = all.inside(group);
    } catch (InvalidDataException e) {
      add(group, usual, "", e.getMessage());
      return;
    }
    List<Path> entries;
    try {
      entries = ProblemPackage.children(group);
    } catch (IOException | UncheckedIOException e) {
      add(group, usual, "", Unreadable.why(e));
      return;
    }
    for (Path entry : entries) {
      try {
        OwnFolder own = new OwnFolder(real.resolve(entry.getFileName()));
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        constants
            .applied(ProblemPackage.sources(own, entry))
            .forEach((name, content) -> texts.put(name, content.text()));
        addProgram(folder, entry, texts);
      } catch (InvalidDataException | IOException | UncheckedIOException e) {
        add(entry, usual, "", Unreadable.why(e));
      }
    }
  }

  private void addProgram(String folder, Path entry, SequencedMap<String, String> texts) {
    String path = place.relativize(entry).toString();
    Optional<Expectation> usual = Expectation.of(folder, texts.values());
    Expectation expected = said.over(usual, folder, path).orElse(null);
    String language = null;
    for (SubmissionsYaml.Entry about : said.about(path)) {
      language = about.language() == null ? language : about.language();
      String first = about.entryPoint() == null ? null : texts.get(about.entryPoint());
      if (first != null) {
        texts.putFirst(String.valueOf(about.entryPoint()), first);
      }
    }
    String code = Submissions.code(texts);
    Sample sample = new Sample(problemId, found.size(), code, true, language);
    found.add(new Submission(path, expected, sample, null));
  }

  private void add(
      Path entry, @Nullable Expectation expected, String code, @Nullable String problem) {
    Sample sample = new Sample(problemId, found.size(), code, true, null);
    found.add(new Submission(place.relativize(entry).toString(), expected, sample, problem));
  }
}
