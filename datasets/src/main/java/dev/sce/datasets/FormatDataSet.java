package dev.sce.datasets;

import dev.sce.judge.Grader;
import java.util.List;
import java.util.function.Supplier;

/** A data set of one format, of which name, description and graders are known in advance. */
public abstract class FormatDataSet implements DataSet {
  private final String name;
  private final String description;
  private final Supplier<List<Grader<?>>> graders;

  /**
   * Makes one.
   *
   * @param name see {@link #name}
   * @param description see {@link #description}
   * @param graders makes {@link #graders}
   */
  protected FormatDataSet(String name, String description, Supplier<List<Grader<?>>> graders) {
    this.name = name;
    this.description = description;
    this.graders = graders;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String description() {
    return description;
  }

  @Override
  public final List<Grader<?>> graders() {
    return graders.get();
  }
}
