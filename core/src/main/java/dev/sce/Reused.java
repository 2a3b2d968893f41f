package dev.sce;

/** Whether a result was measured for its own executable or taken from an identical one. */
public enum Reused {
  /** The executable itself was run. */
  NO,
  /** Taken from an identical executable that the same executor had run. */
  BATCH,
  /** Taken from the result cache, or on its way there. */
  CACHE
}
