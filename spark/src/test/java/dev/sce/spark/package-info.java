/** Tests of the Spark module, most of them on a cluster of two executors on this machine. */
@NullMarked
package dev.sce.spark;

import org.jspecify.annotations.NullMarked;
