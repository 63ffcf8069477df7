/**
 * A price index as one municipality keeps it: the values of each year and edition, and whether it is still published.
 *
 * <p>Boundary: knows of no agreement; whoever follows the index takes it in whole.
 */
@NullMarked
package se.iopledger.finance.domain.index;

import org.jspecify.annotations.NullMarked;
