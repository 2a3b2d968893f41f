/** Tests of the sandbox: the contract of all backends, and programs that try to get out. */
@org.jspecify.annotations.NullMarked
package dev.sce.sandbox;
