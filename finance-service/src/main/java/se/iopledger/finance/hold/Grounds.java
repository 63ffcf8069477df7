package se.iopledger.finance.hold;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.finance.PaymentEvent.Ground;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.Party;
import se.iopledger.contracts.terms.Sector;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.desk.FinanceDesk.Known;
import se.iopledger.finance.domain.PaymentCommand;
import se.iopledger.finance.domain.PaymentCommand.HoldOnGround;
import se.iopledger.finance.domain.PaymentCommand.ReleaseOnGround;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.time.BusinessClock;

/** What lets payments be stopped, as commands; the model says whether the agreement's terms let it. */
@Component
class Grounds {
    private final FinanceDesk desk;
    private final CommandGate gate;
    private final BusinessClock clock;

    Grounds(FinanceDesk desk, CommandGate gate, BusinessClock clock) {
        this.desk = desk;
        this.gate = gate;
        this.clock = clock;
    }

    /** Empty where the agreement was not heard of. */
    Optional<PaymentCommand> deficiency(Class<?> automation, String agreementId, String deficiencyId, String party) {
        return desk.termsOn(agreementId, clock.today())
                .map(terms -> new HoldOnGround(
                        agreementId,
                        Ground.DEFICIENCY,
                        deficiencyId,
                        List.of(party),
                        "A deficiency of " + party + " was registered (" + deficiencyId + ").",
                        terms.remedies(),
                        mandate(automation)));
    }

    /**
     * By the terms of the day on which it was due. Empty where the municipality itself is late, or the agreement was not
     * heard of.
     */
    Optional<PaymentCommand> overdue(Class<?> automation, String agreementId, String obligationId, String dueDate) {
        return desk.termsOn(agreementId, LocalDate.parse(dueDate)).flatMap(terms -> {
            Owing owing = owing(terms, obligationId);
            return owing.isTheMunicipalitysAlone()
                    ? Optional.empty()
                    : Optional.of(new HoldOnGround(
                            agreementId,
                            Ground.OBLIGATION_OVERDUE,
                            overdueOf(obligationId, dueDate),
                            owing.organisations(),
                            obligationId + " was due on " + dueDate + " and has not come.",
                            terms.remedies(),
                            mandate(automation)));
        });
    }

    /** The same report may be overdue for another day: that is another ground. */
    static String overdueOf(String obligationId, String dueDate) {
        return obligationId + "/" + dueDate;
    }

    PaymentCommand fallenAway(Class<?> automation, String agreementId, Ground ground, String of, String what) {
        return new ReleaseOnGround(agreementId, ground, of, what, mandate(automation));
    }

    /**
     * Who owes a report.
     *
     * @param organisations ids of the parties that may be paid; none where the paper names nobody, or a group, which stands
     *     for whoever is in it
     * @param isTheMunicipalitysAlone whether only public parties owe it: that stops no organisation's payments
     */
    private record Owing(List<String> organisations, boolean isTheMunicipalitysAlone) {}

    private static Owing owing(Terms terms, String obligationId) {
        List<String> by = terms.obligations().stream()
                .filter(obligation ->
                        obligationId.equals(obligation.id()) || obligationId.startsWith(obligation.id() + "-"))
                .max((one, other) ->
                        Integer.compare(one.id().length(), other.id().length()))
                .map(Obligation::by)
                .orElse(List.of());
        List<String> parties = terms.parties().stream().map(Party::id).toList();
        if (by.isEmpty() || !parties.containsAll(by)) {
            return new Owing(List.of(), false);
        }
        List<String> organisations = terms.parties().stream()
                .filter(party -> party.sector() == Sector.CIVIL && by.contains(party.id()))
                .map(Party::id)
                .toList();
        return new Owing(organisations, organisations.isEmpty());
    }

    /** Sent again it is answered with nothing. */
    void send(PaymentCommand command) {
        String municipality = desk.find(command.agreementId())
                .map(Known::municipality)
                .orElseThrow(() -> new IllegalStateException("nobody has told of agreement " + command.agreementId()));
        if (gate.wake(command, municipality) instanceof Outcome.Refused refused) {
            throw new IllegalStateException("refused by " + refused.rejection().rule() + ": "
                    + refused.rejection().detail());
        }
    }

    private Mandate mandate(Class<?> automation) {
        return Mandate.ofAutomation(automation.getSimpleName(), clock.today(), clock.today());
    }
}
