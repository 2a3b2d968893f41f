/** Evaluates samples of a data set: runs them, and computes metrics. */
module dev.sce.eval {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive dev.sce.datasets;

  exports dev.sce.eval;
  exports dev.sce.eval.export;
  exports dev.sce.eval.metrics;
  exports dev.sce.eval.results;
}
