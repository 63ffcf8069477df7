package se.iopledger.finance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.BankFileEvent.BankFileReceived;
import se.iopledger.contracts.finance.BankFileEvent.FindingRaised;
import se.iopledger.contracts.finance.OrderEvent;
import se.iopledger.contracts.finance.OrderEvent.Debit;
import se.iopledger.contracts.finance.OrderEvent.FileDigest;
import se.iopledger.contracts.finance.OrderEvent.LineConfirmed;
import se.iopledger.contracts.finance.OrderEvent.LineDropped;
import se.iopledger.contracts.finance.OrderEvent.LineReported;
import se.iopledger.contracts.finance.OrderEvent.LineReserved;
import se.iopledger.contracts.finance.OrderEvent.LineStatus;
import se.iopledger.contracts.finance.OrderEvent.OrderRecorded;
import se.iopledger.contracts.finance.OrderEvent.OrderReleased;
import se.iopledger.contracts.finance.OrderEvent.OutcomeConfirmed;
import se.iopledger.contracts.finance.OrderEvent.OutcomeRefused;
import se.iopledger.contracts.finance.OrderEvent.OutcomeStated;
import se.iopledger.contracts.finance.OrderEvent.ReportPassedOn;
import se.iopledger.contracts.finance.OrderLine;
import se.iopledger.contracts.finance.PayeeEvent.AccountRegistered;
import se.iopledger.contracts.finance.PayeeEvent.AccountVerified;
import se.iopledger.contracts.finance.PayeeEvent.PayeeRegistered;
import se.iopledger.contracts.finance.PayeeEvent.RecipientHeld;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.shell.aggregate.AggregateFixtures;
import se.iopledger.shell.aggregate.DecidingAggregate;
import se.iopledger.shell.aggregate.SnapshotJson;
import tools.jackson.databind.JsonNode;

/** That the shells around these models can be written down and taken up again. Everything in it is made up. */
class BankingAggregatesTest {
    private static final LocalDate DAY = LocalDate.parse("2022-01-03");
    private static final BankAccount GIRO = BankAccount.bankgiro("9900-0010");
    private static final Serializer SNAPSHOTS = SnapshotJson.serializer();
    private static final OrganisationNumber NUMBER = new OrganisationNumber("802000-0009");

    @Test
    void aPayeeIsRegisteredThroughItsAggregate() {
        AggregateFixtures.of(PayeeAggregate.class)
                .givenNoPriorActivity()
                .when(new RegisterPayee(
                        "payee", "0580", Role.RECIPIENT, "Simulerade", NUMBER, null, null, Mandate.of("anna", DAY)))
                .expectEvents(new PayeeRegistered("payee", "0580", Role.RECIPIENT, "Simulerade", NUMBER, null));
    }

    @Test
    void aPayeesSnapshotHoldsAllThatTheNextDecisionNeeds() {
        PayeeAggregate payee = new PayeeAggregate();
        payee.on(
                new PayeeRegistered("payee", "0580", Role.RECIPIENT, "Simulerade", NUMBER, null),
                MetaData.emptyInstance());
        payee.on(
                new AccountRegistered("payee", "account-1", GIRO, "Simulerade", null, null, DAY, "anna", true),
                MetaData.emptyInstance());
        payee.on(new AccountVerified("payee", "account-1", "bo", "x", 0, DAY), MetaData.emptyInstance());
        payee.on(new RecipientHeld("payee", "hold-1", DAY, "why", List.of("STO-7")), MetaData.emptyInstance());

        isTakenUp(payee);
    }

    @Test
    void anOrdersSnapshotHoldsAllThatTheNextStepNeeds() {
        OrderAggregate order = new OrderAggregate();
        for (OrderEvent event : List.<OrderEvent>of(
                new OrderRecorded(
                        "order",
                        "0580",
                        DAY,
                        new Debit("payer", "Simulerade", "account-1", GIRO, "SIMUSESS", null),
                        "anna",
                        List.of(line(1), line(2))),
                new LineReserved("order", 1),
                new LineDropped("order", 2, "Rule", "why", List.of("STO-7"), false),
                new LineConfirmed("order", 1, 7),
                new OrderReleased(
                        "order",
                        "order",
                        OffsetDateTime.parse("2022-01-03T09:30:00+01:00"),
                        1,
                        Money.parse("1.00"),
                        List.of(new FileDigest("pain.001.001.03", "00"))),
                new LineReported("order", 1, LineStatus.EXECUTED, "import", null, DAY, null, null),
                new ReportPassedOn("order", 1, LineStatus.EXECUTED),
                new OutcomeStated(
                        "order",
                        "statement-1",
                        LineStatus.RETURNED,
                        List.of(1),
                        Money.parse("0.40"),
                        DAY,
                        "Simulated letter",
                        "anna"),
                new OutcomeConfirmed("order", "statement-1", "bo"),
                new LineReported(
                        "order", 1, LineStatus.RETURNED, "statement-1", Money.parse("0.40"), DAY, null, "letter"),
                new OutcomeStated(
                        "order",
                        "statement-2",
                        LineStatus.RETURNED,
                        List.of(1),
                        Money.parse("0.60"),
                        DAY,
                        "Simulated letter",
                        "anna"),
                new OutcomeRefused("order", "statement-2", "bo", "another payment"))) {
            order.on(event, MetaData.emptyInstance());
        }

        isTakenUp(order);
    }

    private static OrderLine line(int number) {
        return new OrderLine(
                number,
                "agreement",
                "2022-" + number,
                DAY,
                Money.parse("1.00"),
                "partner",
                "payee",
                "Simulerade",
                "account-1",
                GIRO,
                null,
                "x");
    }

    @Test
    void aBankFilesSnapshotHoldsAllThatTheNextDecisionNeeds() {
        BankFileAggregate file = new BankFileAggregate();
        file.on(
                new BankFileReceived("import", "0580", "00", "camt.054.001.08", "x", List.of("y"), 1, "anna"),
                MetaData.emptyInstance());
        file.on(new FindingRaised("import", 1, 1, "Rule", "why", "advice", null, null, null), MetaData.emptyInstance());

        isTakenUp(file);
    }

    private static void isTakenUp(DecidingAggregate<?, ?, ?> aggregate) {
        SerializedObject<byte[]> snapshot = SNAPSHOTS.serialize(aggregate, byte[].class);
        DecidingAggregate<?, ?, ?> takenUp = SNAPSHOTS.deserialize(snapshot);

        assertThat(json(SNAPSHOTS.serialize(takenUp, byte[].class))).isEqualTo(json(snapshot));
    }

    private static JsonNode json(SerializedObject<byte[]> snapshot) {
        return ContractsJson.mapper().readTree(snapshot.getData());
    }
}
