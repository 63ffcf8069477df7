/**
 * Long answers in pages: a cursor says where the next one starts.
 *
 * <p>Boundary: knows nothing of what is listed.
 */
@NullMarked
package se.iopledger.reporting.paging;

import org.jspecify.annotations.NullMarked;
