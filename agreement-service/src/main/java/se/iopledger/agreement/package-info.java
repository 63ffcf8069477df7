/**
 * The agreement-service: takes commands on agreements and answers what stands where.
 *
 * <p>Features are packages: {@code register}, {@code approve}, {@code sign}, {@code voiding}, {@code contact}, {@code
 * erase}, {@code lookup}, {@code due}, {@code exit}, {@code amend}; the pure model is {@code domain}, and {@code desk} is
 * what their endpoints share.
 * Boundary: knows nothing of payments and reports; the other services hear of it through Kafka.
 */
@NullMarked
package se.iopledger.agreement;

import org.jspecify.annotations.NullMarked;
