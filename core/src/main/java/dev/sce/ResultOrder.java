package dev.sce;

/** The order in which a stream delivers its results. */
public enum ResultOrder {
  /** In the order of the predictions. */
  INPUT,
  /** The order in which programs finish, so that a slow one does not delay others. */
  COMPLETION
}
