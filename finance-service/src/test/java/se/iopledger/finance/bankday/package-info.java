/** Tests of the bank-day calendar against the days that are known. */
@NullMarked
package se.iopledger.finance.bankday;

import org.jspecify.annotations.NullMarked;
