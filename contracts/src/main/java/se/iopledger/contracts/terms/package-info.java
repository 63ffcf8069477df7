/**
 * The terms of a partnership agreement, as a document that a person can write (YAML or JSON) and every service reads.
 *
 * <p>Able to express every clause of the five agreements that the project is built on. Where a paper is silent a field
 * is left out, and where it contradicts itself both readings are written down: what follows from that is found by
 * agreement-service and never guessed. Boundary: values without behaviour beyond what their own fields say.
 */
@NullMarked
package se.iopledger.contracts.terms;

import org.jspecify.annotations.NullMarked;
