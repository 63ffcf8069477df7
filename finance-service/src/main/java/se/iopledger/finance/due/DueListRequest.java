package se.iopledger.finance.due;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.desk.PageOfDays;
import se.iopledger.finance.desk.PageOfDays.After;
import se.iopledger.shell.http.BadRequest;

/**
 * What a due list was asked for.
 *
 * @param municipality whose tranches; null for all of the user's
 * @param dueFrom first due date
 * @param dueTo last due date
 * @param after the tranche that the page before ended with
 * @param limit most tranches of the page
 */
record DueListRequest(@Nullable String municipality, LocalDate dueFrom, LocalDate dueTo, After after, int limit) {
    /** @throws BadRequest naming the parameter and the rule it breaks */
    static DueListRequest of(
            @Nullable String municipality,
            @Nullable String dueFrom,
            @Nullable String dueTo,
            @Nullable String cursor,
            @Nullable String limit) {
        if (municipality != null && !municipality.matches("[0-9]{4}")) {
            throw PageOfDays.refusal(
                    "municipality", "MunicipalityMustHaveFourDigits", "a municipality code has four digits");
        }
        LocalDate from = dueFrom == null ? PageOfDays.EARLIEST : PageOfDays.day("dueFrom", dueFrom);
        LocalDate to = dueTo == null ? PageOfDays.LATEST : PageOfDays.day("dueTo", dueTo);
        if (to.isBefore(from)) {
            throw PageOfDays.refusal("dueTo", "LastDueDateMustNotBeBeforeTheFirst", "dueTo lies before dueFrom");
        }
        return new DueListRequest(municipality, from, to, After.ofCursor(cursor), PageOfDays.size(limit));
    }
}
