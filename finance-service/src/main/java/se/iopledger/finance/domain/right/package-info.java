/**
 * The register of attest rights of one municipality: who may examine and approve payments, how much, when and of what.
 *
 * <p>Boundary: pure. Nobody gives a right to herself, and none holds before a second person has granted it. Whether a
 * payment may be attested by a right is {@code domain.pay}'s to say.
 */
@NullMarked
package se.iopledger.finance.domain.right;

import org.jspecify.annotations.NullMarked;
