/** Tests of the pure funding model, in the words of a finance officer. */
@NullMarked
package se.iopledger.finance.domain.plan;

import org.jspecify.annotations.NullMarked;
