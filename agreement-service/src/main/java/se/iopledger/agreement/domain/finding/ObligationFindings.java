package se.iopledger.agreement.domain.finding;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.agreement.Finding.Affects;
import se.iopledger.contracts.terms.Obligation;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Period;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;

/** Reports, accounts and meetings. */
final class ObligationFindings {
    private static final Set<ObligationKind> REPORTS = EnumSet.of(
            ObligationKind.ACTIVITY_REPORT,
            ObligationKind.FINANCIAL_ACCOUNT,
            ObligationKind.YEARLY_COMPILATION,
            ObligationKind.ANNUAL_REPORT,
            ObligationKind.ACTIVITY_PLAN);

    private static final Ideal NUMBERED = new Ideal("ObligationMustSayHowOften", Affects.OBLIGATIONS);
    private static final Ideal DATED = new Ideal("ReportMustHaveADate", Affects.OBLIGATIONS);
    private static final Ideal ANSWERED_FOR = new Ideal("ObligationMustSayWhoAnswersForIt", Affects.OBLIGATIONS);
    private static final Ideal WHOLE = new Ideal("ReportMonthMustNotStraddleStartOrEnd", Affects.OBLIGATIONS);
    private static final Ideal FINANCES = new Ideal("FinancialReportingMustBeRegulated", Affects.OBLIGATIONS);

    private ObligationFindings() {}

    static List<Finding> of(Terms terms) {
        List<Finding> findings = new ArrayList<>();
        for (Obligation obligation : terms.obligations()) {
            Stream.of(
                            obligationMustSayHowOften(obligation),
                            reportMustHaveADate(obligation),
                            obligationMustSayWhoAnswersForIt(obligation),
                            reportMonthMustNotStraddleStartOrEnd(obligation, terms.period()))
                    .flatMap(found -> found)
                    .forEach(findings::add);
        }
        financialReportingMustBeRegulated(terms).forEach(findings::add);
        return findings;
    }

    private static Stream<Finding> obligationMustSayHowOften(Obligation obligation) {
        return obligation.due() instanceof Recurrence.Regularly
                ? Stream.of(NUMBERED.brokenBy(
                        obligation.id(),
                        obligation.clauses(),
                        "\"" + obligation.title() + "\" is asked for regularly; how often is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> reportMustHaveADate(Obligation obligation) {
        boolean countedOnly = obligation.due() instanceof Recurrence.TimesAYear
                || obligation.due() instanceof Recurrence.EveryMonths
                || obligation.due() instanceof Recurrence.TimesInPeriod;
        return countedOnly && REPORTS.contains(obligation.kind())
                ? Stream.of(DATED.brokenBy(
                        obligation.id(),
                        obligation.clauses(),
                        "\"" + obligation.title() + "\" has a number but no date."))
                : Stream.empty();
    }

    private static Stream<Finding> obligationMustSayWhoAnswersForIt(Obligation obligation) {
        return obligation.by().isEmpty() && obligation.convener() == null
                ? Stream.of(ANSWERED_FOR.brokenBy(
                        obligation.id(),
                        obligation.clauses(),
                        "Who answers for \"" + obligation.title() + "\" is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> reportMonthMustNotStraddleStartOrEnd(Obligation obligation, Period period) {
        if (!(obligation.due() instanceof Recurrence.InMonths due) || !REPORTS.contains(obligation.kind())) {
            return Stream.empty();
        }
        LocalDate dayAfter = period.last().plusDays(1);
        boolean straddlesStart = period.first().getDayOfMonth() != 1
                && due.months().contains(period.first().getMonthValue());
        boolean straddlesEnd = dayAfter.getDayOfMonth() != 1
                && due.months().contains(YearMonth.from(dayAfter).getMonthValue());
        return straddlesStart || straddlesEnd
                ? Stream.of(WHOLE.brokenBy(
                        obligation.id(),
                        obligation.clauses(),
                        "\"" + obligation.title() + "\" falls in a month that the agreement's "
                                + (straddlesStart ? "start " + period.first() : "")
                                + (straddlesStart && straddlesEnd ? " and " : "")
                                + (straddlesEnd ? "end " + period.last() : "") + " cut: which time the report "
                                + "there covers is not stated."))
                : Stream.empty();
    }

    private static Stream<Finding> financialReportingMustBeRegulated(Terms terms) {
        boolean regulated = terms.obligations().stream()
                .anyMatch(obligation -> obligation.kind() == ObligationKind.FINANCIAL_ACCOUNT
                        || obligation.servesAlsoAs().contains(ObligationKind.FINANCIAL_ACCOUNT));
        return regulated
                ? Stream.empty()
                : Stream.of(FINANCES.brokenBy(
                        terms.funding().clauses(), "Nothing asks for an account of how the money was used."));
    }
}
