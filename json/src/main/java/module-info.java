/** Reads and writes rows of JSON. */
module dev.sce.json {
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;
  requires org.slf4j;
  requires transitive dev.sce;
  requires transitive tools.jackson.core;
  requires transitive tools.jackson.databind;

  exports dev.sce.json;
  exports dev.sce.json.rows;
}
