/** The Linux sandbox: the isolation levels {@code namespaces} and {@code landlock}. */
module dev.sce.sandbox {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires transitive dev.sce;
  requires org.slf4j;

  exports dev.sce.sandbox;

  uses dev.sce.spi.WarmModule;

  provides dev.sce.spi.BackendProvider with
      dev.sce.sandbox.NamespacesProvider,
      dev.sce.sandbox.LandlockProvider;
}
