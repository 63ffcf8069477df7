/**
 * Texts about persons, as events hold them: encrypted, so that deleting a key erases the person from every copy of an
 * entry and leaves its hash as it was.
 *
 * <p>Boundary: records only, and never a text that can be read. Who holds the keys stands in the service that owns the
 * event; nobody else can decrypt.
 */
@NullMarked
package se.iopledger.contracts.personal;

import org.jspecify.annotations.NullMarked;
