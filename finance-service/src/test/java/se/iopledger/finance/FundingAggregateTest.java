package se.iopledger.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.finance.FinanceEvent;
import se.iopledger.contracts.finance.FinanceEvent.TrancheFellDue;
import se.iopledger.eventlog.EntryAttributes;
import se.iopledger.finance.domain.FundingCommand;
import se.iopledger.finance.domain.GivenFunding;
import se.iopledger.finance.domain.plan.TermsOf;
import se.iopledger.shell.aggregate.AggregateFixtures;
import se.iopledger.shell.aggregate.SnapshotJson;
import tools.jackson.databind.JsonNode;

/** That the shell around the model can be written down and taken up again; what it decides is the model's tests'. */
class FundingAggregateTest {
    private static final MetaData CAUSED = MetaData.from(
            Map.of(EntryAttributes.CAUSE_ORIGIN, "/agreement-service", EntryAttributes.CAUSE_POSITION, "7"));

    @Test
    void anActivationBecomesASchedule() {
        FundingCommand activated = GivenFunding.activated(TermsOf.linkoping(), 1, "2021-12-20");

        AggregateFixtures.of(FundingAggregate.class)
                .givenNoPriorActivity()
                .when(activated)
                .expectEvents(GivenFunding.eventsOf(activated).toArray());
    }

    @Test
    void aScheduleThatIsStoredIsFollowed() {
        FundingCommand activated = GivenFunding.activated(TermsOf.linkoping(), 1, "2021-12-20");

        AggregateFixtures.of(FundingAggregate.class)
                .given(GivenFunding.eventsOf(activated).toArray())
                .when(activated)
                .expectNoEvents()
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void aSnapshotHoldsAllThatTheNextDecisionNeeds() {
        Serializer snapshots = SnapshotJson.serializer();
        FundingAggregate aggregate = new FundingAggregate();
        GivenFunding.eventsOf(GivenFunding.activated(TermsOf.linkoping(), 1, "2022-07-01"))
                .forEach(event -> aggregate.on(event, CAUSED));

        SerializedObject<byte[]> snapshot = snapshots.serialize(aggregate, byte[].class);
        FundingAggregate takenUp = snapshots.deserialize(snapshot);

        assertThat(json(snapshots.serialize(takenUp, byte[].class))).isEqualTo(json(snapshot));
        assertThat(json(snapshot).findValue("fellDue")).hasSize(2);
        // What has not fallen due may follow on the state that was taken up.
        List<FinanceEvent> later = List.of(new TrancheFellDue(
                GivenFunding.AGREEMENT,
                "2-1-kommun-stadsmissionen",
                LocalDate.parse("2023-07-03"),
                Money.parse("700000.00")));
        later.forEach(event -> takenUp.on(event, MetaData.emptyInstance()));
        assertThat(json(snapshots.serialize(takenUp, byte[].class)).findValue("fellDue"))
                .hasSize(3);
    }

    private static JsonNode json(SerializedObject<byte[]> snapshot) {
        return ContractsJson.mapper().readTree(snapshot.getData());
    }
}
