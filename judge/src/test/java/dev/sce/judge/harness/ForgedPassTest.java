package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sce.DataSize;
import dev.sce.Limits;
import dev.sce.judge.Grade;
import dev.sce.judge.Sample;
import dev.sce.judge.Verdict;
import dev.sce.judge.language.Languages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Samples that do not solve their problem and try to pass all the same, and for comparison samples
 * that do.
 *
 * <p>The samples of a language are in {@code forgeries/LANGUAGE.txt}: each begins with a line
 * {@code === name}, and those whose name begins with {@code solves} have to pass. {@code
 * -Dsce.forgeries=TEXT} takes those alone whose language or name holds the text.
 */
@Tag("slow")
class ForgedPassTest {
  private static final Limits LIMITS =
      new Limits(
          Duration.ofSeconds(6),
          null,
          DataSize.ofGibibytes(1),
          DataSize.ofMebibytes(1),
          64,
          DataSize.ofMebibytes(16));

  private static Languages languages;
  private static HarnessGrader grader;

  @BeforeAll
  static void open() throws Exception {
    languages = new Languages();
    grader = new HarnessGrader(languages.table());
  }

  @AfterAll
  static void close() {
    languages.close();
  }

  /**
   * A sample.
   *
   * @param name what it tries
   */
  record Attempt(String language, String name, String code) {
    @Override
    public String toString() {
      return language + ": " + name;
    }
  }

  static Stream<Attempt> attempts() throws IOException {
    List<Attempt> all = new ArrayList<>();
    for (String language : List.of("cpp", "java", "javascript", "rust", "go")) {
      for (String part : text("forgeries/" + language + ".txt").split("(?m)^=== ")) {
        if (!part.isBlank()) {
          int line = part.indexOf('\n');
          all.add(new Attempt(language, part.substring(0, line), part.substring(line + 1)));
        }
      }
    }
    String wanted = System.getProperty("sce.forgeries", "");
    return all.stream().filter(attempt -> attempt.toString().contains(wanted));
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = ForgedPassTest.class.getResourceAsStream("/" + resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource("attempts")
  void onlySolutionsPass(Attempt attempt) throws Exception {
    languages.require(attempt.language());
    Sample sample = new Sample("test/0", 0, attempt.code(), true, null);
    Grade grade = languages.grade(grader.begin(task(attempt.language()), sample));
    boolean solves = attempt.name().startsWith("solves");
    assertThat(grade.passed()).as(grade.verdict() + ": " + grade.detail()).isEqualTo(solves);
    // A sample that does not solve its problem is judged, whatever it does to its judge.
    assertThat(grade.verdict().isJudgement()).as(grade.verdict() + ": " + grade.detail()).isTrue();
    assertThat(grade.verdict()).isNotEqualTo(Verdict.COMPILE_ERROR);
  }

  private static HarnessTask task(String language) {
    return switch (language) {
      case "cpp" ->
          task(
              language,
              "#include<vector>\nusing namespace std;\nvector<int> twice(vector<int> xs){\n",
              """
              #undef NDEBUG
              #include<assert.h>
              int main(){
                assert (twice({1, 2}) == vector<int>({2, 4}));
                assert (twice({}) == vector<int>());
              }
              """,
              "");
      case "java" ->
          task(
              language,
              """
              import java.util.*;
              class Solution {
                  public List<Integer> twice(List<Integer> xs) {
              """,
              """
              public class Main {
                  public static void main(String[] args) {
                      Solution s = new Solution();
                      if (!s.twice(Arrays.asList(1, 2)).equals(Arrays.asList(2, 4))) {
                          throw new AssertionError();
                      }
                  }
              }
              """,
              "");
      case "javascript" ->
          task(
              language,
              "const twice = (xs) => {\n",
              """
              const testTwice = () => {
                console.assert(JSON.stringify(twice([1, 2])) === JSON.stringify([2, 4]))
                console.assert(twice([3])[0] === 6)
              }
              testTwice()
              """,
              "");
      case "rust" ->
          task(
              language,
              "use std::collections::HashMap;\nfn twice(xs: Vec<i32>) -> Vec<i32> {\n",
              """
              #[cfg(test)]
              mod tests {
                  use super::*;
                  #[test]
                  fn test_twice() {
                      assert_eq!(twice(vec![1, 2]), vec![2, 4]);
                  }
              }
              """,
              "");
      default ->
          task(
              language,
              "func Twice(xs []int) []int {\n",
              """
              func TestTwice(t *testing.T) {
                  assert := assert.New(t)
                  assert.Equal([]int{2, 4}, Twice([]int{1, 2}))
              }
              """,
              """
              package main
              import (
                "testing"
                "github.com/stretchr/testify/assert"
              )
              """);
    };
  }

  private static HarnessTask task(String language, String prompt, String tests, String header) {
    return new HarnessTask(language, prompt, tests, false, header, null, LIMITS);
  }
}
