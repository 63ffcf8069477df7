package se.iopledger.finance.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent;
import se.iopledger.contracts.agreement.LifeEvent.ActivationReversed;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.EndReversed;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChangeReversed;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.plan.TermsOf;

/** What agreement-service tells of an agreement's life, in short. */
final class Told {
    private Told() {}

    static LifeEvent activated(Terms terms, int termsVersion) {
        return new AgreementActivated(
                GivenFunding.AGREEMENT,
                termsVersion,
                terms,
                terms.period().first(),
                terms.period().last());
    }

    static LifeEvent activationReversed() {
        return new ActivationReversed(GivenFunding.AGREEMENT);
    }

    static LifeEvent extended(String firstDay, String lastDay) {
        return new AgreementExtended(
                GivenFunding.AGREEMENT, LocalDate.parse(firstDay), LocalDate.parse(lastDay), List.of("STO-3"));
    }

    static LifeEvent extensionReversed(String firstDay, String lastDay) {
        return new ExtensionReversed(GivenFunding.AGREEMENT, LocalDate.parse(firstDay), LocalDate.parse(lastDay));
    }

    static LifeEvent lastDay(String lastDay) {
        return new LastDayChanged(GivenFunding.AGREEMENT, LocalDate.parse(lastDay), "notice-1");
    }

    static LifeEvent expired(String lastDay) {
        return new AgreementExpired(GivenFunding.AGREEMENT, LocalDate.parse(lastDay));
    }

    static LifeEvent endedByNotice(String lastDay, String... clauses) {
        return new AgreementEnded(
                GivenFunding.AGREEMENT, LocalDate.parse(lastDay), Ending.NOTICE, "notice-1", List.of(clauses));
    }

    static LifeEvent endReversed(String lastDay) {
        return new EndReversed(GivenFunding.AGREEMENT, LocalDate.parse(lastDay));
    }

    static LifeEvent termsChanged(int termsVersion, TermsOf terms, String from) {
        return termsChanged(termsVersion, terms.build(), from);
    }

    static LifeEvent termsChanged(int termsVersion, Terms terms, String from) {
        return new TermsChanged(
                GivenFunding.AGREEMENT, termsVersion, terms, LocalDate.parse(from), LocalDate.parse(from), null);
    }

    static LifeEvent termsChangeReversed(int termsVersion) {
        return new TermsChangeReversed(GivenFunding.AGREEMENT, termsVersion);
    }

    static AgreementEvent voided() {
        return new AgreementVoided(GivenFunding.AGREEMENT);
    }

    /** What holds after all of it. */
    static Optional<AgreementLife> life(AgreementEvent... events) {
        return life(List.of(events));
    }

    static Optional<AgreementLife> life(List<? extends AgreementEvent> events) {
        Optional<AgreementLife> life = Optional.empty();
        for (AgreementEvent event : events) {
            life = AgreementLife.after(life, event);
        }
        return life;
    }
}
