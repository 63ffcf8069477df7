package se.iopledger.finance.domain.payee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.BankAccount;
import se.iopledger.contracts.OrganisationNumber;
import se.iopledger.contracts.finance.PayeeEvent;
import se.iopledger.contracts.finance.PayeeEvent.Role;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.payee.PayeeCommand.ConfirmLine;
import se.iopledger.finance.domain.payee.PayeeCommand.HoldRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.RegisterPayee;
import se.iopledger.finance.domain.payee.PayeeCommand.ReleaseRecipient;
import se.iopledger.finance.domain.payee.PayeeCommand.VerifyAccount;
import se.iopledger.finance.domain.payee.PayeeCommand.WithdrawAccount;

/** {@code given(what happened).when(something is asked).then(events)}, in the words of accounts. All accounts are made up. */
final class GivenPayee {
    static final String NAME = "Stiftelsen 1000 Möjligheter";
    static final BankAccount GIRO = BankAccount.bankgiro("9900-0010");
    static final BankAccount OTHER_GIRO = BankAccount.plusgiro("900001-9");
    private static final OrganisationNumber NUMBER = new OrganisationNumber("802478-3436");
    private static final String PAYEE = PayeeId.of("0180", NUMBER);

    private final Payee state;

    private GivenPayee(Payee state) {
        this.state = state;
    }

    static GivenPayee given(PayeeCommand... commands) {
        GivenPayee given = new GivenPayee(PayeeDecider.initial());
        for (PayeeCommand command : commands) {
            given = given.and(command);
        }
        return given;
    }

    GivenPayee and(PayeeCommand command) {
        return new GivenPayee(evolve(when(command).events()));
    }

    private Payee evolve(List<PayeeEvent> events) {
        Payee evolved = state;
        for (PayeeEvent event : events) {
            evolved = PayeeDecider.evolve(evolved, event);
        }
        return evolved;
    }

    Payee.Known payee() {
        return (Payee.Known) state;
    }

    Then when(PayeeCommand command) {
        return new Then(PayeeDecider.decide(command, state));
    }

    record Then(Decision<PayeeEvent> decision) {
        List<PayeeEvent> events() {
            return switch (decision) {
                case Decision.Accepted<PayeeEvent>(var events) -> events;
                case Decision.Rejected<PayeeEvent>(Rejection rejection) ->
                    throw new AssertionError("refused by " + rejection);
            };
        }

        Rejection refusal() {
            return switch (decision) {
                case Decision.Accepted<PayeeEvent>(var events) -> throw new AssertionError("accepted: " + events);
                case Decision.Rejected<PayeeEvent>(Rejection rejection) -> rejection;
            };
        }

        void refusedBy(String rule, String detail) {
            assertThat(refusal().rule()).isEqualTo(rule);
            assertThat(refusal().detail()).contains(detail);
        }
    }

    static Mandate by(String actor, String today) {
        return Mandate.of(actor, LocalDate.parse(today));
    }

    static PayeeCommand registered() {
        return registered(Role.RECIPIENT, NAME);
    }

    static PayeeCommand registered(Role role, String name) {
        return new RegisterPayee(PAYEE, "0180", role, name, NUMBER, null, null, by("anna", "2021-12-20"));
    }

    static PayeeCommand account(BankAccount account, String today) {
        return account(account, NAME, null, today);
    }

    static PayeeCommand account(BankAccount account, String holder, @Nullable String bic, String today) {
        return new RegisterAccount(PAYEE, account, holder, bic, null, LocalDate.parse(today), true, by("anna", today));
    }

    static PayeeCommand verified(String accountId, String actor, String today) {
        return new VerifyAccount(PAYEE, accountId, "Simulated certificate", 10, by(actor, today));
    }

    static PayeeCommand withdrawn(String accountId, String from, String today) {
        return new WithdrawAccount(PAYEE, accountId, LocalDate.parse(from), by("anna", today));
    }

    static PayeeCommand held(String from, String... clauses) {
        return new HoldRecipient(PAYEE, "The undertakings are not performed", List.of(clauses), by("anna", from));
    }

    static PayeeCommand released(String holdId, String today) {
        return released(holdId, "bo", today);
    }

    static PayeeCommand released(String holdId, String actor, String today) {
        return new ReleaseRecipient(PAYEE, holdId, "They are now", by(actor, today));
    }

    static PayeeCommand confirm(String order, String accountId, BankAccount account, String paymentDate) {
        return confirm(order, accountId, account, paymentDate, "2021-12-21");
    }

    static PayeeCommand confirm(String order, String accountId, BankAccount account, String paymentDate, String today) {
        return confirm(order, accountId, account, paymentDate, today, Set.of("examiner", "approver"), true);
    }

    /** A line that these two attested. */
    static PayeeCommand confirmAttestedBy(String examiner, String approver) {
        return confirm("order-1", "account-1", GIRO, "2022-01-03", "2021-12-21", Set.of(examiner, approver), true);
    }

    /** A line in an installation where everything is real. */
    static PayeeCommand confirmInEarnest() {
        return confirm("order-1", "account-1", GIRO, "2022-01-03", "2021-12-21", Set.of("examiner", "approver"), false);
    }

    private static PayeeCommand confirm(
            String order,
            String accountId,
            BankAccount account,
            String paymentDate,
            String today,
            Set<String> attestedBy,
            boolean demonstration) {
        return new ConfirmLine(
                PAYEE,
                order,
                "agreement",
                "2022-1-stad-stiftelsen",
                accountId,
                account,
                LocalDate.parse(paymentDate),
                attestedBy,
                demonstration,
                Mandate.ofAutomation("OrderDriver", LocalDate.parse(today), LocalDate.parse(today)));
    }
}
