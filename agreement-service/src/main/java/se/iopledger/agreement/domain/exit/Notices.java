package se.iopledger.agreement.domain.exit;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.iopledger.agreement.domain.Agreement.Known;
import se.iopledger.contracts.agreement.Ending;

/** The notices that parties gave, in the order in which they were recorded. */
public record Notices(List<Notice> all) {
    public static final Notices NONE = new Notices(List.of());

    public Notices {
        all = List.copyOf(all);
    }

    /**
     * A notice.
     *
     * @param to id of the group or party that it was given to; null where that was not said
     * @param lastDay the agreement's last day by it, as it was reckoned from what was recorded then
     * @param calculation how that was reckoned, for a person
     * @param breachId the breach for which it was given, or null
     * @param withdrawnOn null where it stands
     */
    public record Notice(
            String id,
            String exit,
            String by,
            LocalDate givenOn,
            @Nullable String to,
            LocalDate lastDay,
            String calculation,
            @Nullable String breachId,
            List<String> clauses,
            @Nullable LocalDate withdrawnOn) {
        public Notice {
            clauses = List.copyOf(clauses);
        }

        public boolean stands() {
            return withdrawnOn == null;
        }
    }

    /** What the notices that stand, and have their ground, make of the last day. */
    Stream<Cut> cuts(Known known) {
        return standing()
                .filter(notice -> known.breaches().carry(notice.breachId(), notice.givenOn()))
                .flatMap(notice -> lastDayBy(known, notice)
                        .map(reckoned -> new Cut(
                                notice.id(),
                                reckoned.lastDay(),
                                Ending.NOTICE,
                                notice.givenOn(),
                                reckoned.calculation(),
                                notice.clauses()))
                        .stream());
    }

    /**
     * The last day by a notice, from all that is recorded now: an amendment that was signed before the notice may have come
     * to light since, or be void. Empty where the notice ends nothing. Where the terms of its day have no such way out, or
     * state no period, it is as it was told.
     */
    static Optional<LastDayByNotice> lastDayBy(Known known, Notice notice) {
        return LastDayByNotice.rule(known, notice.exit(), notice.givenOn())
                .filter(rule -> rule.noticeMonths() != null || rule.noticeBy() != null)
                .map(rule -> LastDayByNotice.of(known, rule, notice.givenOn()))
                .orElseGet(() -> Optional.of(new LastDayByNotice(notice.lastDay(), notice.calculation())));
    }

    /** When the last notice that would have ended the agreement on a day was taken back. */
    public Optional<LocalDate> withdrawnFrom(Known known, LocalDate lastDay) {
        return all.stream()
                .filter(notice -> lastDayBy(known, notice)
                        .map(LastDayByNotice::lastDay)
                        .filter(lastDay::equals)
                        .isPresent())
                .flatMap(notice -> Stream.ofNullable(notice.withdrawnOn()))
                .max(Comparator.naturalOrder());
    }

    Optional<Notice> find(String id) {
        return all.stream().filter(notice -> notice.id().equals(id)).findFirst();
    }

    Stream<Notice> standing() {
        return all.stream().filter(Notice::stands);
    }

    Notices and(Notice more) {
        return new Notices(Stream.concat(all.stream(), Stream.of(more)).toList());
    }

    Notices withdrawn(String id, LocalDate on) {
        return new Notices(all.stream()
                .map(notice -> notice.id().equals(id)
                        ? new Notice(
                                notice.id(),
                                notice.exit(),
                                notice.by(),
                                notice.givenOn(),
                                notice.to(),
                                notice.lastDay(),
                                notice.calculation(),
                                notice.breachId(),
                                notice.clauses(),
                                on)
                        : notice)
                .toList());
    }
}
