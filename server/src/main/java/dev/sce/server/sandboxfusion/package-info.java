/** The routes of SandboxFusion. */
@NullMarked
package dev.sce.server.sandboxfusion;

import org.jspecify.annotations.NullMarked;
