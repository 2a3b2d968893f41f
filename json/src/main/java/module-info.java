/** Reads and writes rows of JSON. */
@SuppressWarnings("requires-automatic") // libraries that are no modules yet
module dev.sce.json {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires com.github.luben.zstd_jni;
  requires dev.hardwood.core;
  requires java.logging;
  requires org.slf4j;
  requires transitive dev.sce;
  requires transitive tools.jackson.core;
  requires transitive tools.jackson.databind;

  exports dev.sce.json;
  exports dev.sce.json.rows;
}
