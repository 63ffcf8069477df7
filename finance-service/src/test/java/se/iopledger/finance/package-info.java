/** What holds for finance-service as a whole. */
@NullMarked
package se.iopledger.finance;

import org.jspecify.annotations.NullMarked;
