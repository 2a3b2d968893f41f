/** What people look at after an evaluation: reports and comparisons. */
module dev.sce.report {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires transitive dev.sce.eval;

  exports dev.sce.report.compare;
}
