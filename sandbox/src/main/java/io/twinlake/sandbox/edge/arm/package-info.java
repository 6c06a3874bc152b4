/**
 * The sandbox's Azure Resource Manager: API Management's backends and named values, Function apps and their settings.
 * Answers, headers and errors have the shapes of Azure's published examples; unknown fields are kept as they came.
 */
@NullMarked
package io.twinlake.sandbox.edge.arm;

import org.jspecify.annotations.NullMarked;
