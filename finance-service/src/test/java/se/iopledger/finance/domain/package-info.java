/** Tests of the pure funding model, in the words of a finance officer. */
@NullMarked
package se.iopledger.finance.domain;

import org.jspecify.annotations.NullMarked;
