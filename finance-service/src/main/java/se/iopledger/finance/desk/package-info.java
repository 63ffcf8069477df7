/**
 * Where requests on an agreement's money are handled: finds the agreement, says in whose name, and answers.
 *
 * <p>Boundary: knows the model, and of no feature. Whose agreement it is, and by which terms, is what was heard of it.
 */
@NullMarked
package se.iopledger.finance.desk;

import org.jspecify.annotations.NullMarked;
