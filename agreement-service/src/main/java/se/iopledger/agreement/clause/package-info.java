/**
 * Asking what an agreement says, clause by clause, and what is recorded of each.
 *
 * <p>Boundary: reads only.
 */
@NullMarked
package se.iopledger.agreement.clause;

import org.jspecify.annotations.NullMarked;
