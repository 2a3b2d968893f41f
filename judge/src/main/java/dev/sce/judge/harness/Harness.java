package dev.sce.judge.harness;

import dev.sce.Blob;
import dev.sce.Command;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.Program;
import dev.sce.judge.referee.Conversation;
import dev.sce.judge.resource.Resource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** How tests and samples of one language are made two programs that talk. */
sealed interface Harness
    permits CppHarness, GoHarness, JavaHarness, JavaScriptHarness, RustHarness {

  /**
   * Returns the program of the tests; empty when the prompt's function cannot be called from
   * another process.
   *
   * @param withReference whether the functions of the reference solution are there as well
   */
  Optional<Side> tests(HarnessTask task, Language language, boolean withReference);

  /** Returns the program of a sample; only asked for when there is one of the tests. */
  Side sample(HarnessTask task, Language language, String source);

  /**
   * Returns what a sample is linked with and many samples share; empty when there is nothing.
   * Samples must do without it where it does not compile.
   */
  default Optional<Side> around(HarnessTask task, Language language) {
    return Optional.empty();
  }

  /** Returns the exit status of the tests that says that all have passed. */
  int passed();

  /** Returns the exit status of the tests that says that the sample ended or threw. */
  default int broken() {
    return 44;
  }

  /**
   * One of the two programs.
   *
   * @param files its files
   * @param shared files that other programs need as well and that are made once, by a name for them
   * @param compile the commands that compile it
   * @param artifacts what they leave; empty when the files themselves are what is run
   * @param argv what runs it
   * @param kinds for the tests: how each artifact, or each file, is handed over
   * @param interpreted for the tests: whether argv names an interpreter
   * @param ready for the tests: whether it says when it is ready
   */
  record Side(
      SequencedMap<String, Blob> files,
      Optional<Shared> shared,
      List<Command> compile,
      List<String> artifacts,
      List<String> argv,
      Map<String, Conversation.Kind> kinds,
      boolean interpreted,
      boolean ready) {}

  /**
   * Files that are made once and used by many programs.
   *
   * @param name what they are
   * @param files from which they are made
   * @param commands by which they are made
   * @param artifacts their names
   * @param required whether nothing can be judged without them
   */
  record Shared(
      String name,
      SequencedMap<String, Blob> files,
      List<Command> commands,
      List<String> artifacts,
      boolean required) {}

  /** Returns a resource of this package. */
  static String resource(String name) {
    return Resource.text(Harness.class, name);
  }

  /** Returns files of names and texts in turn. */
  static SequencedMap<String, Blob> files(String... namesAndTexts) {
    LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      files.put(namesAndTexts[i], Blob.ofText(namesAndTexts[i + 1]));
    }
    return Collections.unmodifiableSequencedMap(files);
  }

  /** Returns a compile command within the limits of the language's compilers. */
  static Command compile(Language language, List<String> argv) {
    return Command.of(language.located(argv))
        .withEnvironment(language.environment())
        .withLimits(Program.compilerLimits(language));
  }
}
