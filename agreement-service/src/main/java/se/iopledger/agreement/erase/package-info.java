/**
 * Erasing a person, and telling a person what is held: articles 17 and 15 of the General Data Protection Regulation.
 *
 * <p>Boundary: the order of key and event, and that an erasure survives any restore (ADR 0028). Who may be erased is the
 * domain's to say; whether the law demands it is decided before the request is sent.
 */
@NullMarked
package se.iopledger.agreement.erase;

import org.jspecify.annotations.NullMarked;
