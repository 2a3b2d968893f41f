/** What only a migration from the Python library needs. */
module dev.sce.compat {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires transitive dev.sce.judge;

  exports dev.sce.compat;
  exports dev.sce.compat.guard;

  // Where the Python files lie that the classes of these packages read.
  opens dev.sce.compat to
      dev.sce.judge;
  opens dev.sce.compat.guard to
      dev.sce.judge;
}
