/** Tests of repayment claims over the whole service. */
@NullMarked
package se.iopledger.finance.claim;

import org.jspecify.annotations.NullMarked;
