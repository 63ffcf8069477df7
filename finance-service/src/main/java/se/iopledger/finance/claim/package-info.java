/**
 * Repayment claims: what may be claimed back under an agreement, what is, and what becomes of it.
 *
 * <p>Boundary: remembers which ways out of agreements were used; what may be claimed is the model's to say.
 */
@NullMarked
package se.iopledger.finance.claim;

import org.jspecify.annotations.NullMarked;
