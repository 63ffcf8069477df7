/** Tests of the register of attest rights. */
@NullMarked
package se.iopledger.finance.domain.right;

import org.jspecify.annotations.NullMarked;
