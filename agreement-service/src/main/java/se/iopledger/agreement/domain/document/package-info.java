/**
 * The documents of an agreement, as references with a digest, and what the evidence of electronic signatures says.
 *
 * <p>Boundary: no contents, and of signatures no persons; that a party signed is recorded in {@code sign}.
 */
@NullMarked
package se.iopledger.agreement.domain.document;

import org.jspecify.annotations.NullMarked;
