/** Tests of stops of payments over the whole service. */
@NullMarked
package se.iopledger.finance.hold;

import org.jspecify.annotations.NullMarked;
