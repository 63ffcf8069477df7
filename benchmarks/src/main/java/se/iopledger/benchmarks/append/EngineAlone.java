package se.iopledger.benchmarks.append;

import java.time.Duration;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.MetaData;
import se.iopledger.benchmarks.load.Callers;
import se.iopledger.benchmarks.load.Measured;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.eventlog.axon.EntryMetadata;
import se.iopledger.eventlog.axon.EntrySerializer;
import se.iopledger.eventlog.axon.EventTypes;

/** An engine of Axon's, called without the framework around it; whichever it is, it gets the same calls. */
abstract class EngineAlone implements Contender {

    private static final MetaData META_DATA = MetaData.from(Map.of(
            EntryMetadata.MUNICIPALITY, "9999", EntryMetadata.ACTOR, "caller", EntryMetadata.EFFECTIVE, "2026-01-01"));

    private final Streams streams = new Streams("account-");

    static EntrySerializer serializer() {
        return new EntrySerializer(
                EventTypes.builder()
                        .add("se.iopledger.benchmarks.noted", 1, Payload.class)
                        .build(),
                ContractsJson.mapper());
    }

    abstract EventStorageEngine engine();

    @Override
    public Measured turn(int callers, Duration time) throws InterruptedException {
        return Callers.run(callers, time, (caller, turn) -> {
            int stream = Streams.of(caller, callers, turn);
            long sequence = streams.take(stream);
            engine().appendEvents(new GenericDomainEventMessage<>(
                    "Account", streams.id(stream), sequence, Payload.of(streams.id(stream), sequence), META_DATA));
            return true;
        });
    }
}
