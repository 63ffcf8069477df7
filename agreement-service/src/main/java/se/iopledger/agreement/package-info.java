/**
 * The agreement-service: takes commands on agreements and answers what stands where.
 *
 * <p>Features are packages: {@code register}, {@code sign}, {@code amend}, {@code exit}, {@code archive} and the others
 * beside this one; the pure model is {@code domain}, and {@code desk} is
 * what their endpoints share.
 * Boundary: knows nothing of payments and reports; the other services hear of it through Kafka.
 */
@NullMarked
package se.iopledger.agreement;

import org.jspecify.annotations.NullMarked;
