/**
 * Texts about persons for a service that owns some: encrypting for an event, decrypting for an answer, the database of
 * keys. A service imports {@link se.iopledger.shell.personal.PersonalDataConfiguration} to have it.
 *
 * <p>Boundary: no rules of who is named, read or erased; those are the service's. A key lives as long as one answer.
 */
@NullMarked
package se.iopledger.shell.personal;

import org.jspecify.annotations.NullMarked;
