/**
 * Settling findings by decisions, and what a finding that is not settled stands in the way of.
 *
 * <p>Boundary: a settlement changes no terms and no other part of the agreement; who acts on the terms reads from it which
 * reading holds.
 */
@NullMarked
package se.iopledger.agreement.domain.settle;

import org.jspecify.annotations.NullMarked;
