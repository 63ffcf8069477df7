@NullMarked
package se.iopledger.finance.domain.payee;

import org.jspecify.annotations.NullMarked;
