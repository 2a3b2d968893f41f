package dev.sce.judge.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionHeadTest {
  @Test
  void helpersAndCommentsAreNotPartOfTheFunction() {
    FunctionHead head =
        FunctionHead.of(
                """
                #include <vector>
                using namespace std; // not {
                bool helper(char c){ return c == '{' || c == '"'; }
                /* Doubles { everything.
                */
                vector<int> twice(vector<int> xs, int n){
                    // to do
                """,
                false)
            .orElseThrow();
    assertThat(head.head()).isEqualTo("vector<int> twice(vector<int> xs, int n)");
    assertThat(head.name()).isEqualTo("twice");
    assertThat(head.before()).contains("helper").doesNotContain("twice");
    assertThat(FunctionHead.parts(head.parameters().orElseThrow()))
        .containsExactly("vector<int> xs", "int n");
  }

  @Test
  void methodsAreFoundWithinTheirClass() {
    FunctionHead head =
        FunctionHead.of(
                """
                import java.util.*;
                class Solution {
                    public static Map<String, List<Integer>> group(Map<String, Integer> a, int... b) throws Exception {
                """,
                false)
            .orElseThrow();
    assertThat(head.name()).isEqualTo("group");
    assertThat(head.beforeName()).isEqualTo("public static Map<String, List<Integer>>");
    assertThat(head.before()).contains("class Solution {");
    assertThat(FunctionHead.parts(head.parameters().orElseThrow()))
        .containsExactly("Map<String, Integer> a", "int... b");
  }

  @Test
  void noTextTakesLong() {
    for (String text :
        List.of(
            "x " + "//\n".repeat(300_000), "x //\n".repeat(200_000), "a" + "#".repeat(1 << 20))) {
      assertTimeoutPreemptively(Duration.ofSeconds(20), () -> FunctionHead.openBraces(text, false));
    }
  }

  @Test
  void lifetimesAreNoQuotes() {
    FunctionHead head =
        FunctionHead.of(
                "fn longest<'a>(a: &'a str, b: fn(i32) -> char, c: [u8; 2]) -> &'a str {\n", true)
            .orElseThrow();
    assertThat(head.name()).isEqualTo("longest");
    assertThat(FunctionHead.parts(head.parameters().orElseThrow()))
        .containsExactly("a: &'a str", "b: fn(i32) -> char", "c: [u8; 2]");
    assertThat(head.afterParameters()).isEqualTo("-> &'a str");
  }

  @Test
  void aTextWithoutAnOpenBodyHasNone() {
    assertThat(FunctionHead.of("int f() { return 1; }", false)).isEmpty();
  }
}
