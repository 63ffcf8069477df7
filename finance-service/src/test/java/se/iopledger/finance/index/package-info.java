@NullMarked
package se.iopledger.finance.index;

import org.jspecify.annotations.NullMarked;
