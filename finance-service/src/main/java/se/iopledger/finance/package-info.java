/**
 * The service that answers for funding: what is to be paid under an agreement, when, and why.
 *
 * <p>Boundary: the application and its Axon aggregate. What is decided stands in {@code domain}; a package beside it is
 * a feature, with its endpoint, rules and tables.
 */
@NullMarked
package se.iopledger.finance;

import org.jspecify.annotations.NullMarked;
