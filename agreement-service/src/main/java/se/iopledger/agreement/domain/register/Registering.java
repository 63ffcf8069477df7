package se.iopledger.agreement.domain.register;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import se.iopledger.agreement.domain.Agreement;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Agreement.Unregistered;
import se.iopledger.agreement.domain.AgreementCommand.RegisterAgreement;
import se.iopledger.agreement.domain.Impossible;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.Stage;
import se.iopledger.agreement.domain.contact.ContactList;
import se.iopledger.agreement.domain.finding.Findings;
import se.iopledger.agreement.domain.terms.TermsRules;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.FindingsRaised;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;

/** Taking terms in as a draft, and saying what is found in them. */
@CheckReturnValue
public final class Registering {
    private Registering() {}

    /** Decides the first registration. */
    public static Decision<AgreementEvent> decide(Unregistered none, RegisterAgreement command) {
        return register(command, 1);
    }

    /** Decides a registration of what was registered before. */
    public static Decision<AgreementEvent> decide(Known known, RegisterAgreement command) {
        return switch (known.stage()) {
            case Stage.Voided _ -> register(command, known.nextTermsVersion());
            case Stage.Draft _, Stage.Approved _, Stage.InForce _, Stage.Ended _ ->
                Decision.rejected(agreementMustNotBeRegisteredTwice(known));
        };
    }

    private static Decision<AgreementEvent> register(RegisterAgreement command, int termsVersion) {
        List<Rejection> broken = TermsRules.check(command.terms());
        if (!broken.isEmpty()) {
            return Decision.rejected(broken.getFirst());
        }
        return Refusals.unless(List.of(Refusals.reasonMustNotHoldAnIdentityNumber(command.mandate())), () -> {
            String agreementId = command.agreementId();
            List<AgreementEvent> facts = new ArrayList<>();
            facts.add(new AgreementRegistered(
                    agreementId, termsVersion, command.mandate().actor(), command.terms()));
            facts.addAll(Findings.raised(agreementId, Findings.of(command.terms())));
            return facts;
        });
    }

    private static Rejection agreementMustNotBeRegisteredTwice(Known known) {
        String detail = known.registration().terms().caseNumber() == null
                ? "an agreement between these parties for this period is registered already in this municipality"
                : "this case number is registered already in this municipality";
        return Rejection.conflict("AgreementMustNotBeRegisteredTwice", detail);
    }

    /**
     * The draft; whoever was named in a registration that was voided stays known, to be erased, and so does what was
     * recorded under it.
     */
    public static Known evolve(Agreement agreement, AgreementRegistered event) {
        Registration registration =
                new Registration(event.agreementId(), event.termsVersion(), event.registeredBy(), event.terms(), false);
        return switch (agreement) {
            case Unregistered _ -> Known.of(registration, ContactList.NOBODY);
            case Known known
            when known.registration().voided() ->
                Known.of(registration, known.contacts()).with(known.facts()).with(known.corrections());
            case Known _ -> throw Impossible.event(event, agreement);
        };
    }

    /** The agreement with more findings. */
    public static Known evolve(Known known, FindingsRaised event) {
        List<Finding> all = new ArrayList<>(known.findings());
        all.addAll(event.findings());
        return known.withFindings(all);
    }
}
