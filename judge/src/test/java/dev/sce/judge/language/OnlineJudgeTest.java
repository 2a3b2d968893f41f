package dev.sce.judge.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlineJudgeTest {
  private static Language told(String name) {
    return OnlineJudge.of(LanguageTable.standard().find(name).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "cpp", "cpp17", "cpp-any"})
  void compilersAreToldBehindTheirName(String name) {
    List<String> compile = told(name).compile().getFirst();
    int compiler = Math.max(compile.lastIndexOf("g++"), compile.lastIndexOf("gcc"));
    assertThat(compile.get(compiler + 1)).isEqualTo("-DONLINE_JUDGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"python", "rust"})
  void whatCannotAskIsNotTold(String name) {
    Language plain = LanguageTable.standard().find(name).orElseThrow();
    assertThat(told(name).compile()).isEqualTo(plain.compile());
    assertThat(told(name).run()).isEqualTo(plain.run());
  }
}
