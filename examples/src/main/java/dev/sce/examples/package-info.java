/**
 * Small programs that use the library. Each is a {@code main} class that takes the isolation as its
 * only argument; the work is in a method that a test calls.
 *
 * <p>Run one after {@code mvn package}, for example:
 *
 * <pre>
 * java -cp 'examples/target/classes:cli/target/lib/*' dev.sce.examples.QuickStart none
 * </pre>
 */
@NullMarked
package dev.sce.examples;

import org.jspecify.annotations.NullMarked;
