/** Tests of attest over the whole service. */
@NullMarked
package se.iopledger.finance.attest;

import org.jspecify.annotations.NullMarked;
