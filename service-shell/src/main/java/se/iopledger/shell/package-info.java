/**
 * What the three services have in common around their pure models: the log's wiring, commands, sign-in and HTTP edge.
 *
 * <p>Boundary: knows {@code contracts} and {@code event-log}, and no service. It holds nothing that decides about
 * agreements, payments or reports; what it does is the same for all three.
 */
@NullMarked
package se.iopledger.shell;

import org.jspecify.annotations.NullMarked;
