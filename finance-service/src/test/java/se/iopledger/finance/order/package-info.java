@NullMarked
package se.iopledger.finance.order;

import org.jspecify.annotations.NullMarked;
