/**
 * The register of attest rights: proposing, granting and revoking them, and who holds which on a day.
 *
 * <p>Boundary: reads and writes the municipality's register; what may be attested by a right is the model's to say.
 */
@NullMarked
package se.iopledger.finance.right;

import org.jspecify.annotations.NullMarked;
