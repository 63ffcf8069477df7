/**
 * Looking agreements up: one as it stands, or a list page by page.
 *
 * <p>Boundary: reads only. One agreement comes from its stream and is never outdated; lists come from a table that the
 * projection here keeps and that may be a moment behind.
 */
@NullMarked
package se.iopledger.agreement.lookup;

import org.jspecify.annotations.NullMarked;
