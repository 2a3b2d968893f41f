package dev.sce;

/** In which order a stream hands out its results. */
public enum ResultOrder {
  /** In the order of the predictions. */
  INPUT,
  /** As programs finish, so that a slow one delays nobody. */
  COMPLETION
}
