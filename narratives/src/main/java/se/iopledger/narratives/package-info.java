/**
 * The five agreements, each lived through from its first registration to its end, and one way that it did not go in
 * reality. What agreement-service decides is heard by finance-service and reporting-service at once: what is looked at is
 * the last day, what is paid and what is owed in reports.
 *
 * <p>Boundary: the pure models of the three services on the real terms, without database, Kafka and HTTP, which their own
 * tests have. Only here do the services' classes meet, and nothing stands above this module.
 */
@NullMarked
package se.iopledger.narratives;

import org.jspecify.annotations.NullMarked;
