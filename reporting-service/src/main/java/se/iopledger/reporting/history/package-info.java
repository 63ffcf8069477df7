/**
 * Everything that happened to an agreement, in order, from all three services.
 *
 * <p>Boundary: a read model of what arrived, kept with the exact entries; nothing is decided and nothing is left out.
 */
@NullMarked
package se.iopledger.reporting.history;

import org.jspecify.annotations.NullMarked;
