/** The description of the routes for programs: an OpenAPI document. */
@NullMarked
package dev.sce.server.openapi;

import org.jspecify.annotations.NullMarked;
