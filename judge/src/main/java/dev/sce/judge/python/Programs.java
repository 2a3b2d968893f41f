package dev.sce.judge.python;

import dev.sce.judge.Sample;

/** Makes whole programs of samples. */
final class Programs {
  private Programs() {}

  /** Returns the sample's program; a completion is put behind the prompt as it is. */
  static String of(String prompt, Sample sample) {
    return sample.complete() ? sample.code() : prompt + sample.code();
  }
}
