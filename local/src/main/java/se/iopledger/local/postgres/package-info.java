/**
 * A PostgreSQL 18 of our own on loopback, from the binaries that Maven Central serves, with durable commits, and the
 * provisioning of one database and two roles per service. It knows nothing of what the services store.
 */
@NullMarked
package se.iopledger.local.postgres;

import org.jspecify.annotations.NullMarked;
