/**
 * The files that are exchanged with banks, in ISO 20022's messages: payment orders are written (pain.001), what banks
 * answer is read (pain.002, camt.053, camt.054). Reading trusts nothing: no DTD, no entities, limits on everything.
 *
 * <p>Boundary: bytes on one side, records on the other. Nothing is decided, stored or sent here, and no Spring.
 */
@NullMarked
package se.iopledger.finance.bankfile;

import org.jspecify.annotations.NullMarked;
