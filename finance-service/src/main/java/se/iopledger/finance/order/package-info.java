/**
 * Payment orders from the request to the bank's answer: what may be ordered, the driver that takes an order through its
 * steps, the files, and the import of what banks send back.
 *
 * <p>Boundary: asks agreement-service by HTTP for the version of an agreement, and nothing else outside. What may be paid
 * is decided in {@code domain}.
 */
@NullMarked
package se.iopledger.finance.order;

import org.jspecify.annotations.NullMarked;
