/** Keeps results of programs on disk. */
module dev.sce.cache {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires transitive dev.sce;
  requires java.sql;
  requires org.xerial.sqlitejdbc;

  exports dev.sce.cache;

  provides dev.sce.spi.ResultStoreProvider with
      dev.sce.cache.SqliteProvider;
}
