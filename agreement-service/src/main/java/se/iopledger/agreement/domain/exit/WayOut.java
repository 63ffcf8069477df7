package se.iopledger.agreement.domain.exit;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.terms.ExitKind;
import se.iopledger.contracts.terms.NoticeForm;

/**
 * A way out of an agreement, as it stands on a day.
 *
 * @param exit id of the exit rule in the terms; null where the terms have none for it
 * @param inCaseOf when it may be used, in words
 * @param by ids of the parties that may use it
 * @param noticeMonths period of notice; null where there is none
 * @param noticeBy the last day of the year for notice; null where there is none
 * @param form null where the terms do not say
 * @param noticeTo who receives it; null where the terms do not say
 * @param stepsBefore what comes first
 * @param lastDay the agreement's last day, were the way out used on that day; null where it is not the terms that say
 * @param calculation how that was reckoned, or what it depends on, for a person
 * @param hindrance why it cannot be used as things stand; null where nothing that is recorded stands against it
 */
public record WayOut(
        @Nullable String exit,
        ExitKind kind,
        String inCaseOf,
        List<String> by,
        @Nullable Integer noticeMonths,
        @Nullable MonthDay noticeBy,
        @Nullable NoticeForm form,
        @Nullable String noticeTo,
        List<String> stepsBefore,
        @Nullable LocalDate lastDay,
        String calculation,
        @Nullable String hindrance,
        List<String> clauses) {
    public WayOut {
        by = List.copyOf(by);
        stepsBefore = List.copyOf(stepsBefore);
        clauses = List.copyOf(clauses);
    }
}
