/**
 * XML that somebody else wrote.
 *
 * <p>Boundary: how it is opened, whatever stands in it; what a message may hold is for {@code bankfile} and {@code peppol}
 * to say. No Spring, nothing of payments.
 */
@NullMarked
package se.iopledger.finance.xml;

import org.jspecify.annotations.NullMarked;
