package se.iopledger.reporting.domain;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.AgreementLife.TermsVersion;
import se.iopledger.contracts.agreement.LifeEvent.LastDayChanged;
import se.iopledger.contracts.agreement.LifeEvent.TermsChanged;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.contracts.reporting.DatedObligation;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.reporting.domain.ReportingPlan.Asked;

/**
 * Terms that somebody thinks of, before they bind: what they would make of the reports and meetings.
 *
 * @param from first day on which they would hold
 * @param lastDay the agreement's last day with them; null where it stays what it is
 */
@CheckReturnValue
public record Proposal(
        Terms terms, LocalDate from, @Nullable LocalDate lastDay) {
    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 2199;
    private static final int MOST_YEARS = 30;

    /** What would happen to one report or meeting. */
    public enum How {
        ADDED,
        CHANGED,
        DROPPED
    }

    /**
     * A report or meeting that would be another.
     *
     * @param before as it stands; null for one that would be added
     * @param then as it would be; null for one that would be dropped
     */
    public record Changed(
            String obligationId,
            How how,
            @Nullable DatedObligation before,
            @Nullable DatedObligation then) {}

    /** The rule by which no plan can be made of these terms. */
    public Optional<Rejection> brokenRule(AgreementLife life) {
        LocalDate first = terms.period().first();
        LocalDate day = lastDay;
        boolean reasonable = isReasonable(first)
                && isReasonable(terms.period().last())
                && !terms.period().last().isBefore(first)
                && !terms.period().last().isAfter(first.plusYears(MOST_YEARS))
                && (day == null || (isReasonable(day) && !day.isAfter(first.plusYears(MOST_YEARS))));
        if (!reasonable) {
            return Optional.of(Rejection.at(
                    "/terms/period",
                    "PeriodMustBeReasonable",
                    "an agreement runs for at most " + MOST_YEARS + " years, and ends after it begins"));
        }
        LocalDate last = day == null ? life.lastDay() : day;
        if (from.isBefore(life.firstDay()) || from.isAfter(last)) {
            return Optional.of(Rejection.at(
                    "/from",
                    "TermsMustHoldInTheAgreement",
                    "the agreement runs from " + life.firstDay() + " to " + last));
        }
        return ReportingPlan.brokenRule(with(life));
    }

    private static boolean isReasonable(LocalDate day) {
        return day.getYear() >= EARLIEST_YEAR && day.getYear() <= LATEST_YEAR;
    }

    /** The agreement's life with these terms, as a version of its own. */
    private AgreementLife with(AgreementLife life) {
        int next = 1
                + life.versions().stream().mapToInt(TermsVersion::number).max().orElse(0);
        Optional<AgreementLife> changed =
                AgreementLife.after(Optional.of(life), new TermsChanged("", next, terms, from, from, null));
        LocalDate day = lastDay;
        return (day == null
                        ? changed
                        : AgreementLife.after(changed, new LastDayChanged("", day, "the last day with the amendment")))
                .orElseThrow();
    }

    /** What these terms would change, in order of the ids; only for terms that break no rule. */
    public List<Changed> changes(AgreementLife life) {
        Map<String, DatedObligation> was = byId(ReportingPlan.of(life));
        Map<String, DatedObligation> is = byId(ReportingPlan.of(with(life)));
        Set<String> ids = new TreeSet<>(was.keySet());
        ids.addAll(is.keySet());
        List<Changed> changes = new ArrayList<>();
        for (String id : ids) {
            DatedObligation before = was.get(id);
            DatedObligation then = is.get(id);
            if (before == null) {
                changes.add(new Changed(id, How.ADDED, null, then));
            } else if (then == null) {
                changes.add(new Changed(id, How.DROPPED, before, null));
            } else if (!before.equals(then)) {
                changes.add(new Changed(id, How.CHANGED, before, then));
            }
        }
        return changes;
    }

    private static Map<String, DatedObligation> byId(ReportingPlan plan) {
        return plan.asked().stream()
                .map(Asked::obligation)
                .collect(Collectors.toMap(DatedObligation::obligationId, Function.identity()));
    }
}
