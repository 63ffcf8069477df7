package se.iopledger.shell.aggregate;

import java.lang.reflect.Constructor;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;

/** Makes aggregates that know their id from the first moment, whether they are new or loaded. */
final class IdentifyingFactory<T extends DecidingAggregate<?, ?, ?>> extends AbstractAggregateFactory<T> {
    private final Constructor<T> constructor;

    IdentifyingFactory(Class<T> type) {
        super(type);
        try {
            constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
        } catch (NoSuchMethodException missing) {
            throw new IllegalArgumentException(type + " needs a constructor without parameters", missing);
        }
    }

    /** @param firstEvent also a snapshot of another kind of aggregate */
    @Override
    @SuppressWarnings("rawtypes") // As Axon declares it.
    protected T doCreateAggregate(String streamId, DomainEventMessage firstEvent) {
        String ours = getAggregateType().getSimpleName();
        String kind = firstEvent.getType();
        if (kind != null && !kind.equals(ours)) {
            throw new StreamOfAnotherKind(streamId, kind, ours);
        }
        return create(streamId);
    }

    T create(String streamId) {
        try {
            T aggregate = constructor.newInstance();
            aggregate.identify(streamId);
            return aggregate;
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException(
                    "cannot make a " + getAggregateType().getSimpleName(), broken);
        }
    }
}
