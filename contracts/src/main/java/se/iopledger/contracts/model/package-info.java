/**
 * The words every pure model of this system is written with: what a command is, and what a decision can be.
 *
 * <p>Boundary: the JDK only. Not published to integrations; it stands here because a domain package may import nothing
 * else than {@code contracts}.
 */
@NullMarked
package se.iopledger.contracts.model;

import org.jspecify.annotations.NullMarked;
