package dev.sce.judge.checker;

import dev.sce.Blob;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Compares byte for byte. */
public record ExactChecker() implements Checker {
  @Override
  public Optional<String> firstDifference(Blob expected, Blob output) {
    ByteBuffer wanted = expected.asByteBuffer();
    ByteBuffer found = output.asByteBuffer();
    int at = wanted.mismatch(found);
    if (at < 0) {
      return Optional.empty();
    }
    if (at == found.limit()) {
      return Optional.of(
          "the output ends after " + at + " bytes, " + expected.size() + " expected");
    }
    if (at == wanted.limit()) {
      return Optional.of("the output goes on after the expected " + at + " bytes");
    }
    int line = 1;
    for (int i = 0; i < at; i++) {
      line += wanted.get(i) == '\n' ? 1 : 0;
    }
    return Optional.of("byte " + (at + 1) + " differs, in line " + line);
  }
}
