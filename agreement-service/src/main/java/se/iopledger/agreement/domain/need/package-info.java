/**
 * What the parties find when they analyse together whether the agreement still answers to the needs (NOR-12).
 *
 * <p>Boundary: says when such an analysis may be made and what it found; what the parties then change is {@code amend}'s.
 */
@NullMarked
package se.iopledger.agreement.domain.need;

import org.jspecify.annotations.NullMarked;
