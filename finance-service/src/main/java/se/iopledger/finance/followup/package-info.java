/**
 * Contributions in kind and of the parties' own, and budgets beside their outcome.
 *
 * <p>Boundary: apart from payments; what is compared with what is the model's to say.
 */
@NullMarked
package se.iopledger.finance.followup;

import org.jspecify.annotations.NullMarked;
