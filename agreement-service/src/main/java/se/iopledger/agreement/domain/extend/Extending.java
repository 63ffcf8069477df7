package se.iopledger.agreement.domain.extend;

import com.google.errorprone.annotations.CheckReturnValue;
import java.time.LocalDate;
import java.util.stream.Stream;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.agreement.domain.life.Due;
import se.iopledger.agreement.domain.life.Life;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.terms.ExtensionKind;
import se.iopledger.contracts.terms.ExtensionRule;

/** How an agreement goes on after its last day: by its own rule, year by year, unless notice came in time (STO-3). */
@CheckReturnValue
public final class Extending {
    private Extending() {}

    /** The next extension by the agreement's own rule: on the day after its last day. */
    public static Stream<Due> due(Known known) {
        Life.Span span = known.life().inForce();
        if (span == null || known.life().ended() != null) {
            return Stream.empty();
        }
        ExtensionRule rule = known.termsOn(span.last()).extension();
        if (rule == null
                || !reachesBeyond(span.last(), rule)
                || known.notices().endBy(span.last())) {
            return Stream.empty();
        }
        LocalDate firstDay = span.last().plusDays(1);
        return Stream.of(told(new AgreementExtended(
                known.agreementId(), firstDay, lastDayOfExtension(rule, firstDay), rule.clauses())));
    }

    /** What an extension that was told is, so that it can be taken back. */
    public static Due told(AgreementExtended event) {
        return new Due(
                id(event.firstDay()),
                event.firstDay(),
                event,
                new ExtensionReversed(event.agreementId(), event.firstDay(), event.lastDay()));
    }

    /** Which extension, by its first day. */
    public static String id(LocalDate firstDay) {
        return "extension:" + firstDay;
    }

    /** Whether an agreement that would end on a day goes on by its own rule. */
    public static boolean reachesBeyond(LocalDate lastDay, ExtensionRule rule) {
        return rule.kind() == ExtensionKind.AUTOMATIC
                && rule.years() != null
                && (rule.longestTo() == null || lastDay.isBefore(rule.longestTo()));
    }

    /** The last day of an extension by its own rule. */
    public static LocalDate lastDayOfExtension(ExtensionRule rule, LocalDate firstDay) {
        int years = rule.years() == null ? 1 : rule.years();
        LocalDate afterYears = firstDay.plusYears(years).minusDays(1);
        LocalDate longestTo = rule.longestTo();
        return longestTo != null && longestTo.isBefore(afterYears) ? longestTo : afterYears;
    }
}
