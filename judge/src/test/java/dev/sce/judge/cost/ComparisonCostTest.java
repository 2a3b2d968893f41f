package dev.sce.judge.cost;

import dev.sce.Blob;
import dev.sce.Limits;
import dev.sce.judge.checker.Checker;
import dev.sce.judge.checker.Checkers;
import dev.sce.judge.checker.PublishedChecker;
import dev.sce.judge.language.Language;
import dev.sce.judge.language.LanguageTable;
import dev.sce.judge.language.Program;
import dev.sce.judge.python.Answers;
import dev.sce.testkit.Growth;
import dev.sce.testkit.HostileText;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a program prints, or a sample is, is compared or recognised in about linear time. */
@Tag("slow")
class ComparisonCostTest {
  private static final List<String> CHECKERS =
      List.of(
          "exact", "lines", "unordered", "ignore-case", "tokens", "tokens float_tolerance 1e-6");

  /** An expected output and what a program printed. */
  private record Outputs(String expected, String actual) {}

  @ParameterizedTest
  @EnumSource
  void rulesCompareAnyOutputs(HostileText text) {
    for (PublishedChecker rule : PublishedChecker.values()) {
      compare(rule + " " + text, text, rule);
    }
  }

  @ParameterizedTest
  @EnumSource
  void checkersCompareAnyOutputs(HostileText text) {
    for (String name : CHECKERS) {
      Checker checker = Checkers.named(name);
      compare(name + " " + text, text, checker);
    }
  }

  private static void compare(String what, HostileText text, Checker rule) {
    Growth.assertNotQuadratic(
        what + " against a short one",
        size -> new Outputs("2\n", text.of(size)),
        outputs -> rule.accepts(outputs.expected, outputs.actual));
    Growth.assertNotQuadratic(
        what + " against one that differs at its end",
        size -> new Outputs(text.of(size) + "\ny z", text.of(size) + "\nz x"),
        outputs -> rule.accepts(outputs.expected, outputs.actual));
  }

  @ParameterizedTest
  @EnumSource
  void answersAreFoundInAnyText(HostileText text) {
    Growth.assertNotQuadratic("answer in " + text, text::of, Answers::fromText);
  }

  @ParameterizedTest
  @EnumSource
  void languagesAreRecognisedInAnySource(HostileText text) {
    for (String ending : List.of("pl", "py", "java", "kt")) {
      Growth.assertNotQuadratic(
          ending + " " + text,
          size -> {
            LinkedHashMap<String, Blob> files = new LinkedHashMap<>();
            files.put("main." + ending, Blob.ofText(text.of(size)));
            return files;
          },
          files -> LanguageTable.standard().recognise(files));
    }
  }

  @ParameterizedTest
  @EnumSource
  void mainClassesAreFoundInAnySource(HostileText text) {
    for (String name : List.of("java", "scala")) {
      Language language = LanguageTable.standard().find(name).orElseThrow();
      Growth.assertNotQuadratic(
          name + "'s main class of " + text,
          size -> text.of(size) + " void main()",
          source -> Program.of(language, source).runCommand(Limits.INHERITED));
    }
  }

  @ParameterizedTest
  @EnumSource
  void languagesAreLookedUpByAnyName(HostileText text) {
    Growth.assertNotQuadratic(text.name(), text::of, LanguageTable.standard()::find);
  }
}
