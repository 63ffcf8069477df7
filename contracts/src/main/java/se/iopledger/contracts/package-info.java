/**
 * The published language of the three services: the values, terms and events that they and their integrations share.
 *
 * <p>Boundary: pure values. Depends on the JDK, JSpecify and Jackson only; knows nothing of Axon, Spring, Kafka or
 * storage. What is released here never changes shape: a changed event is a new version beside the old one.
 */
@NullMarked
package se.iopledger.contracts;

import org.jspecify.annotations.NullMarked;
