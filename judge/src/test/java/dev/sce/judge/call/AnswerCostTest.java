package dev.sce.judge.call;

import dev.sce.judge.Verdict;
import dev.sce.testkit.Growth;
import dev.sce.testkit.HostileText;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a program answers is read and compared in about linear time. */
class AnswerCostTest {
  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private static String list(String element, int size) {
    return "[" + String.join(",", Collections.nCopies(size / element.length() + 1, element)) + "]";
  }

  private static String object(List<String> keys) {
    return keys.stream().map(key -> quoted(key) + ":1").collect(Collectors.joining(",", "{", "}"));
  }

  /** Values in the driver's form. */
  enum Value {
    WHOLE_FLOATS {
      @Override
      String of(int size) {
        return list("1e+308", size);
      }
    },
    LONG_INTEGERS {
      @Override
      String of(int size) {
        return list("7".repeat(Math.min(size, 90_000)), size);
      }
    },
    NESTED_LISTS {
      @Override
      String of(int size) {
        return list("[".repeat(900) + "]".repeat(900), size);
      }
    },
    KEYS_OF_ONE_HASH {
      @Override
      String of(int size) {
        return HostileText.collidingWords(size).stream()
            .map(key -> "[" + quoted(key) + ",1]")
            .collect(Collectors.joining(",", "{\"kind\":\"dict\",\"value\":[", "]}"));
      }
    },
    FIELDS_OF_ONE_HASH {
      @Override
      String of(int size) {
        return object(HostileText.collidingWords(size));
      }
    },
    MANY_FIELDS {
      @Override
      String of(int size) {
        return object(IntStream.range(0, size / 8).mapToObj(i -> "k" + i).toList());
      }
    },
    ONE_KEY_AGAIN_AND_AGAIN {
      @Override
      String of(int size) {
        return "{\"kind\":\"dict\",\"value\":" + list("[\"a\",1]", size) + "}";
      }
    },
    SET_OF_ONE_HASH {
      @Override
      String of(int size) {
        return HostileText.collidingWords(size).stream()
            .map(AnswerCostTest::quoted)
            .collect(Collectors.joining(",", "{\"kind\":\"set\",\"value\":[", "]}"));
      }
    };

    abstract String of(int size);
  }

  @ParameterizedTest
  @EnumSource
  void anyAnswerIsCompared(Value value) {
    AnswerComparison judge = new AnswerComparison(EqualityRules.APPS.withTolerance(1e-6));
    for (String expected : List.of("[1]", "{\"a\":1}", "7")) {
      Call call = new Call("1", "[]", expected);
      Growth.assertNotQuadratic(
          value + " with " + expected,
          size -> new Answer("ok", 0, value.of(size)),
          answer -> judge.judge(call, answer));
    }
  }

  @ParameterizedTest
  @EnumSource
  void expectedValuesMayBeAnythingToo(Value value) {
    AnswerComparison judge = new AnswerComparison(EqualityRules.APPS.withTolerance(1e-6));
    Growth.assertNotQuadratic(
        value + " with itself",
        size -> value.of(size),
        json -> judge.judge(new Call("1", "[]", json), new Answer("ok", 0, json)));
  }

  @Test
  void expectedKeysMayHaveOneHash() {
    AnswerComparison judge = new AnswerComparison(EqualityRules.APPS);
    Growth.assertNotQuadratic(
        "keys of one hash on both sides",
        size -> size,
        size ->
            Assertions.assertThat(
                    judge
                        .judge(
                            new Call("1", "[]", Value.FIELDS_OF_ONE_HASH.of(size)),
                            new Answer("ok", 0, Value.KEYS_OF_ONE_HASH.of(size)))
                        .verdict())
                .isEqualTo(Verdict.PASSED));
  }

  @Test
  void linesThatAreNoAnswersAreCheap() {
    for (String line : List.of("x x x x", "0 ok x 1", "99999999999 ok 1 1", "0 ok 1..1 1", "0")) {
      Growth.assertNotQuadratic(
          line, size -> (line + "\n").repeat(size / 8), output -> Answer.read(output, 3));
    }
  }

  @Test
  void nestingWithoutEndIsTheProgramsFault() {
    AnswerComparison judge = new AnswerComparison(EqualityRules.STRICT);

    var result = judge.judge(new Call("1", "[]", "1"), new Answer("ok", 0, "[".repeat(1_000_000)));

    Assertions.assertThat(result.verdict()).isEqualTo(Verdict.RUNTIME_ERROR);
  }
}
