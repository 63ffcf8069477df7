package se.iopledger.agreement.domain.terms;

import java.time.LocalDate;
import java.util.List;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Phase;
import se.iopledger.contracts.terms.Terms;

/** Rules on the agreement's first and last day and on the dates that hang on them. */
final class PeriodRules {
    private static final int LONGEST_YEARS = 50;

    private PeriodRules() {}

    static List<Rejection> check(Terms terms) {
        Breaches breaches = new Breaches();
        Period period = terms.period();
        breaches.when(
                period.last().isBefore(period.first()),
                "/period/last",
                "PeriodMustEndAfterItStarts",
                "the last day " + period.last() + " is before the first day " + period.first(),
                period.clauses());
        breaches.when(
                period.last().isAfter(period.first().plusYears(LONGEST_YEARS)),
                "/period/last",
                "PeriodMustNotBeAbsurdlyLong",
                "an agreement runs for at most " + LONGEST_YEARS + " years",
                period.clauses());
        takeoverMustNotFollowTheEnd(terms, breaches);
        if (terms.extension() != null) {
            extension(terms.extension(), period, breaches);
        }
        for (int index = 0; index < terms.phases().size(); index++) {
            phaseMustEndAfterItStarts(terms.phases().get(index), index, breaches);
        }
        return breaches.found();
    }

    private static void takeoverMustNotFollowTheEnd(Terms terms, Breaches breaches) {
        ExtensionRule extension = terms.extension();
        boolean goesOnByItself = extension != null && extension.kind() == ExtensionKind.AUTOMATIC;
        LocalDate longestTo = extension == null ? null : extension.longestTo();
        LocalDate end =
                goesOnByItself && longestTo != null ? longestTo : terms.period().last();
        breaches.when(
                terms.takeoverDate().isAfter(end) && !(goesOnByItself && longestTo == null),
                "/takeoverDate",
                "TakeoverMustNotFollowTheEnd",
                "the agreement ends at the latest on " + end + "; there is nothing to take over on "
                        + terms.takeoverDate(),
                terms.period().clauses());
    }

    private static void extension(ExtensionRule extension, Period period, Breaches breaches) {
        Integer years = extension.years();
        breaches.when(
                years != null && (years < 1 || years > LONGEST_YEARS),
                "/extension/years",
                "ExtensionMustBeWholeYears",
                "an extension is from 1 to " + LONGEST_YEARS + " years",
                extension.clauses());
        breaches.when(
                extension.kind() == ExtensionKind.AUTOMATIC && years == null,
                "/extension/years",
                "AutomaticExtensionMustSayHowLong",
                "what happens by itself needs its length",
                extension.clauses());
        LocalDate longestTo = extension.longestTo();
        breaches.when(
                longestTo != null && longestTo.isBefore(period.last()),
                "/extension/longestTo",
                "ExtensionMustNotEndBeforeThePeriod",
                "extensions reach to " + longestTo + ", the period itself to " + period.last(),
                extension.clauses());
        LocalDate reviewBy = extension.reviewBy();
        breaches.when(
                reviewBy != null && !period.includes(reviewBy),
                "/extension/reviewBy",
                "ReviewMustFallInThePeriod",
                "the review is due by " + reviewBy + ", outside the period",
                extension.clauses());
    }

    private static void phaseMustEndAfterItStarts(Phase phase, int index, Breaches breaches) {
        LocalDate last = phase.last();
        breaches.when(
                last != null && last.isBefore(phase.first()),
                "/phases/" + index + "/last",
                "PhaseMustEndAfterItStarts",
                "the phase ends on " + last + ", before it starts on " + phase.first(),
                phase.clauses());
    }
}
