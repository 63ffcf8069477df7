/**
 * What is gone through again and again beside requests, so that whatever a crash leaves behind is taken up.
 *
 * <p>Boundary: knows how to go round and what failed, and nothing of what is worked off.
 */
@NullMarked
package se.iopledger.finance.rounds;

import org.jspecify.annotations.NullMarked;
