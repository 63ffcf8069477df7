/**
 * An agreement's going on beyond its last day: extensions that the parties agree on, checks of funds, reviews.
 *
 * <p>Boundary: the endpoints and their requests; the rules, and what follows, stand in the domain.
 */
@NullMarked
package se.iopledger.agreement.extend;

import org.jspecify.annotations.NullMarked;
