/** Tests of the tables of payables. */
@NullMarked
package se.iopledger.finance.payable;

import org.jspecify.annotations.NullMarked;
