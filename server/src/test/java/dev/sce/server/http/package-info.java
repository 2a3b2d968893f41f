@NullMarked
package dev.sce.server.http;

import org.jspecify.annotations.NullMarked;
