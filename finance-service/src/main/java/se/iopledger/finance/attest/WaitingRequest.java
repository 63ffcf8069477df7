package se.iopledger.finance.attest;

import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.desk.PageOfDays;
import se.iopledger.finance.desk.PageOfDays.After;
import se.iopledger.finance.domain.pay.AttestRight.Step;
import se.iopledger.shell.http.BadRequest;

/**
 * What a list of waiting payments was asked for.
 *
 * @param step what they wait for
 * @param dueTo last day by which they are to be paid
 * @param after the payment that the page before ended with
 * @param limit most payments of the page
 */
record WaitingRequest(Step step, LocalDate dueTo, After after, int limit) {
    /** @throws BadRequest naming the parameter and the rule it breaks */
    static WaitingRequest of(String step, @Nullable String dueTo, @Nullable String cursor, @Nullable String limit) {
        return new WaitingRequest(
                step(step),
                dueTo == null ? PageOfDays.LATEST : PageOfDays.day("dueTo", dueTo),
                After.ofCursor(cursor),
                PageOfDays.size(limit));
    }

    private static Step step(String step) {
        return Arrays.stream(Step.values())
                .filter(known -> known.name().equals(step))
                .findFirst()
                .orElseThrow(() ->
                        PageOfDays.refusal("step", "StepMustBeKnown", "a payment waits to be EXAMINEd or APPROVEd"));
    }
}
