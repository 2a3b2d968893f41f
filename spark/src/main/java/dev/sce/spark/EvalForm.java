package dev.sce.spark;

/**
 * Samples to judge.
 *
 * @param head the first line of the request
 */
record EvalForm(String head) implements RowForm {
  @Override
  public String path() {
    return "/v1/eval";
  }

  /** The engine takes all samples before it judges the first. */
  @Override
  public int mostUnanswered() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Prepared prepare(String row) {
    return new Prepared(row, true);
  }

  @Override
  public String result(String answer, long index, boolean named) {
    String row = ResultLine.withIndex(answer, index);
    return "INVALID_INPUT".equals(ResultLine.member(row, "verdict"))
        ? ResultLine.withPlace(row, "detail", index)
        : row;
  }

  @Override
  public boolean isFault(String result) {
    return "SANDBOX_FAULT".equals(ResultLine.member(result, "verdict"));
  }
}
