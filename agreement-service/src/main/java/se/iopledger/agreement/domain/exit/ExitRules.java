package se.iopledger.agreement.domain.exit;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.Refusals;
import se.iopledger.agreement.domain.breach.Breaches.Breach;
import se.iopledger.agreement.domain.exit.Departures.Departure;
import se.iopledger.agreement.domain.extend.Run;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.ExitEvent.Form;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.ExitRule;
import se.iopledger.contracts.terms.NoticeForm;

/** What every way out asks for. */
@CheckReturnValue
final class ExitRules {
    private ExitRules() {}

    static Rejection agreementMustBeInForce() {
        return Rejection.conflict("AgreementMustBeInForce", "only an agreement that is in force can be left");
    }

    static Rejection exitMustBeInTheTerms() {
        return Rejection.at("/exit", "ExitMustBeInTheTerms", "the terms have no way out with this id");
    }

    static Optional<ExitRule> find(Known known, String exit, LocalDate day) {
        return known.termsOn(day).exits().stream()
                .filter(rule -> rule.id().equals(exit))
                .findFirst();
    }

    /** Decides by the rule of the terms that is named, if there is one and it is of the right kind. */
    static Decision<AgreementEvent> by(
            Known known,
            String exit,
            LocalDate day,
            ExitKind kind,
            Function<ExitRule, Decision<AgreementEvent>> decision) {
        Optional<ExitRule> rule = find(known, exit, day);
        if (rule.isEmpty()) {
            return Decision.rejected(exitMustBeInTheTerms());
        }
        return exitMustBeOfTheKind(rule.get(), kind)
                .map(Decision::<AgreementEvent>rejected)
                .orElseGet(() -> decision.apply(rule.get()));
    }

    static Optional<Rejection> exitMustBeOfTheKind(ExitRule exit, ExitKind kind) {
        return Refusals.when(
                exit.kind() != kind,
                () -> Rejection.at(
                                "/exit",
                                "ExitMustBeOfTheKind",
                                "this way out is of the kind " + exit.kind() + ", and not " + kind)
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    /** A way out is used while the agreement is in force; its first and last day are those that held then. */
    static Optional<Rejection> exitMustFallInThePeriod(Known known, String pointer, LocalDate day) {
        Life.Span span = known.life().inForce();
        boolean outside = span == null
                || day.isBefore(span.first())
                || (known.life().ended() != null && day.isAfter(span.last()));
        return Refusals.when(
                outside,
                () -> Rejection.at(pointer, "ExitMustFallInThePeriod", "the agreement was not in force on " + day)
                        .by(Refusals.clausesOf(known.terms().period().clauses())));
    }

    static Optional<Rejection> exitMustBeInTheAgreedForm(ExitRule exit, Form form) {
        return Refusals.when(
                exit.form() == NoticeForm.WRITTEN && form != Form.WRITTEN,
                () -> Rejection.at("/form", "ExitMustBeInTheAgreedForm", "this way out is used in writing")
                        .by(Refusals.clausesOf(exit.clauses())));
    }

    static Optional<Rejection> partyMustHaveThisExit(
            Known known, List<String> by, String party, LocalDate day, List<String> clauses) {
        boolean mayUseIt = known.termsOn(day).parties().stream()
                .filter(one -> by.isEmpty() || by.contains(one.id()))
                .anyMatch(one -> one.id().equals(party));
        return Refusals.when(
                !mayUseIt,
                () -> Rejection.at("/by", "PartyMustHaveThisExit", "this way out is not open to anybody with this id")
                        .by(Refusals.clausesOf(clauses)));
    }

    static Optional<Rejection> partyMustNotLeaveForItsOwnBreach(Breach breach, String by, List<String> clauses) {
        return Refusals.when(
                breach.party().equals(by),
                () -> Rejection.at(
                                "/by",
                                "PartyMustNotLeaveForItsOwnBreach",
                                "the breach is held against this party itself")
                        .by(Refusals.clausesOf(clauses)));
    }

    static Optional<Rejection> breachMustStandUnremedied(Breach breach, LocalDate day, List<String> clauses) {
        return Refusals.when(
                !breach.standsOn(day),
                () -> Rejection.conflict(
                                "BreachMustStandUnremedied",
                                breach.noticedOn().isAfter(day)
                                        ? "the breach was noticed on " + breach.noticedOn() + " only"
                                        : "the breach was remedied on " + breach.remediedOn())
                        .in("/breachId")
                        .by(Refusals.clausesOf(clauses)));
    }

    /** @param same whether one of its kind that stands is this very one, and not another */
    static Optional<Rejection> exitMustNotBeUsedTwice(Known known, Ending how, Predicate<Departure> same) {
        return known.departures()
                .standing(known)
                .filter(departure -> departure.how() == how && same.test(departure))
                .findFirst()
                .map(departure -> Rejection.conflict(
                                "ExitMustNotBeUsedTwice",
                                "this is recorded already, as " + departure.id() + ": " + departure.calculation())
                        .by(Refusals.clausesOf(departure.clauses())));
    }

    /** @param pointer JSON pointer to the last day, or to the day that makes it so */
    static Optional<Rejection> exitMustEndTheAgreementEarlier(
            Known known, LocalDate usedOn, LocalDate lastDay, String pointer, List<String> clauses) {
        return Refusals.when(
                isTooLate(known, usedOn, lastDay),
                () -> Rejection.conflict(
                                "ExitMustEndTheAgreementEarlier", "by " + lastDay + " the agreement ends without it")
                        .in(pointer)
                        .by(Refusals.clausesOf(clauses)));
    }

    /**
     * Whether the agreement would end by then even if it went on by its own rule for as long as it may. Whether something
     * else ends it earlier is not asked: that may turn out not to.
     */
    static boolean isTooLate(Known known, LocalDate usedOn, LocalDate lastDay) {
        return Run.asOf(known, usedOn)
                .longest()
                .filter(end -> !lastDay.isBefore(end))
                .isPresent();
    }
}
