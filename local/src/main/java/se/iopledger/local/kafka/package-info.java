/**
 * A single Kafka broker in KRaft mode inside this process, on loopback. It creates no topics: the services do.
 */
@NullMarked
package se.iopledger.local.kafka;

import org.jspecify.annotations.NullMarked;
