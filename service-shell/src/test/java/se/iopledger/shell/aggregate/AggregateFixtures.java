package se.iopledger.shell.aggregate;

import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import se.iopledger.contracts.model.Command;

/** Axon's given-when-then fixture for an aggregate of ours, set up as the running service sets it up. */
public final class AggregateFixtures {
    private AggregateFixtures() {}

    public static <T extends DecidingAggregate<?, ?, ?>> FixtureConfiguration<T> of(Class<T> aggregate) {
        IdentifyingFactory<T> factory = new IdentifyingFactory<>(aggregate);
        return new AggregateTestFixture<>(aggregate)
                .registerAggregateFactory(factory)
                .registerCommandTargetResolver(command ->
                        new VersionedAggregateIdentifier((Object) ((Command) command.getPayload()).streamId(), null));
    }
}
