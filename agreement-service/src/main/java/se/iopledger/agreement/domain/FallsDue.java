package se.iopledger.agreement.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;

/**
 * What falls due for an agreement by itself, as a pure function of its state and a day.
 *
 * <p>An automatic extension (STO-3) or the expiry happens on the day after the last day, and several extensions happen one
 * after the other even when years have passed unseen.
 */
final class FallsDue {
    private FallsDue() {}

    /** All that is due by a day, in order; empty where nothing is. */
    static List<AgreementEvent> by(LocalDate today, Agreement agreement) {
        List<AgreementEvent> due = new ArrayList<>();
        Agreement current = agreement;
        // Ends: each round moves the last day forward by at least a year, or ends the agreement.
        for (Optional<AgreementEvent> next = next(today, current); next.isPresent(); next = next(today, current)) {
            due.add(next.get());
            current = AgreementDecider.evolve(current, next.get());
        }
        return List.copyOf(due);
    }

    private static Optional<AgreementEvent> next(LocalDate today, Agreement agreement) {
        return switch (agreement) {
            case Agreement.Active active when active.lastDay().isBefore(today) -> Optional.of(afterLastDayOf(active));
            case Agreement.Active _,
                    Agreement.Unregistered _,
                    Agreement.Draft _,
                    Agreement.Approved _,
                    Agreement.Expired _,
                    Agreement.Voided _ -> Optional.empty();
        };
    }

    private static AgreementEvent afterLastDayOf(Agreement.Active active) {
        String agreementId = active.registration().agreementId();
        ExtensionRule rule = active.registration().terms().extension();
        if (rule == null || rule.kind() != ExtensionKind.AUTOMATIC || !mayGoOn(rule, active.lastDay())) {
            return new AgreementExpired(agreementId, active.lastDay());
        }
        LocalDate firstDay = active.lastDay().plusDays(1);
        return new AgreementExtended(agreementId, firstDay, lastDayOfExtension(rule, firstDay), rule.clauses());
    }

    private static boolean mayGoOn(ExtensionRule rule, LocalDate lastDay) {
        return rule.years() != null && (rule.longestTo() == null || lastDay.isBefore(rule.longestTo()));
    }

    private static LocalDate lastDayOfExtension(ExtensionRule rule, LocalDate firstDay) {
        int years = rule.years() == null ? 1 : rule.years();
        LocalDate afterYears = firstDay.plusYears(years).minusDays(1);
        LocalDate longestTo = rule.longestTo();
        return longestTo != null && longestTo.isBefore(afterYears) ? longestTo : afterYears;
    }
}
