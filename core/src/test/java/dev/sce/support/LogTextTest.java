package dev.sce.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogTextTest {
  @Test
  void ordinaryTextStaysAsItIs() {
    assertThat(LogText.clean("cgroup.kill: Größe ✓ 日本 𝄞")).isEqualTo("cgroup.kill: Größe ✓ 日本 𝄞");
  }

  @Test
  void nothingBeginsALineOrMovesACursor() {
    String forged = "a\nERROR b\r\u001b[2Jc\u0085d\u2028e\u2029f\u0000g\u007fh\u009b31mi\tj";
    assertThat(LogText.clean(forged)).isEqualTo("a?ERROR b??[2Jc?d?e?f?g?h?31mi?j");
  }

  @Test
  void nothingTurnsTheDirectionOrHidesCharacters() {
    assertThat(LogText.clean("a\u202eb\u2066c\u200bd\ud800e\ue000f")).isEqualTo("a?b?c?d?e?f");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(LogText.clean("𝄞".repeat(1000))).isEqualTo("𝄞".repeat(LogText.MOST) + "…");
    assertThat(LogText.clean("x".repeat(LogText.MOST))).hasSize(LogText.MOST);
  }
}
