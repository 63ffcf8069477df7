/**
 * Taking terms in as a draft, and saying what is found in them.
 *
 * <p>Boundary: what terms must fulfil stands in {@code terms}, what is found in them in {@code finding}.
 */
@NullMarked
package se.iopledger.agreement.domain.register;

import org.jspecify.annotations.NullMarked;
