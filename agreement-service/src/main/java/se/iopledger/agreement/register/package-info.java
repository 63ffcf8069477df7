/**
 * Registering an agreement from the terms that somebody sends.
 *
 * <p>Boundary: here a document from outside becomes {@link se.iopledger.contracts.terms.Terms} or a list of what is
 * wrong with it; whether the terms make sense is the domain's to say.
 */
@NullMarked
package se.iopledger.agreement.register;

import org.jspecify.annotations.NullMarked;
