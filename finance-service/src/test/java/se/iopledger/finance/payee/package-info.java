/** Tests of payees as lists show them. */
@NullMarked
package se.iopledger.finance.payee;

import org.jspecify.annotations.NullMarked;
