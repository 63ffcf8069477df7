@NullMarked
package se.iopledger.finance.domain.order;

import org.jspecify.annotations.NullMarked;
