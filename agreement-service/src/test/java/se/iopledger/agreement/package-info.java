/**
 * Tests of the whole service over real HTTP, PostgreSQL and Kafka, and of what its packages may lean on.
 *
 * <p>Boundary: test code only.
 */
@NullMarked
package se.iopledger.agreement;

import org.jspecify.annotations.NullMarked;
