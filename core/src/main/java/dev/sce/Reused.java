package dev.sce;

/** Says where a result comes from: its own executable or an identical one. */
public enum Reused {
  /** The executable itself ran. */
  NO,
  /** Taken from an identical executable that the same executor had run. */
  BATCH,
  /** Taken from the result cache, or from results waiting to be written to it. */
  CACHE
}
