/** Tests of the pages. */
@org.jspecify.annotations.NullMarked
package dev.sce.server.page;
