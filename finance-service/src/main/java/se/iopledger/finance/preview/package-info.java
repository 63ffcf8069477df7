/**
 * What an amendment would change of an agreement's payments, before anybody signs it.
 *
 * <p>Boundary: reads, and stores nothing; whether the terms may bind is agreement-service's to say.
 */
@NullMarked
package se.iopledger.finance.preview;

import org.jspecify.annotations.NullMarked;
