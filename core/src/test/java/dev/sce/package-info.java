/** Tests of the library on a backend without processes; those with processes are in the testkit. */
@org.jspecify.annotations.NullMarked
package dev.sce;
