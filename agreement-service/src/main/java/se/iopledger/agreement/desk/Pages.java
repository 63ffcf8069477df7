package se.iopledger.agreement.desk;

import org.springframework.http.HttpStatus;
import se.iopledger.shell.http.BadRequest;
import se.iopledger.shell.http.InputProblem;

/** How much a page of a list holds. */
public final class Pages {
    private static final int MOST_ON_A_PAGE = 100;

    private Pages() {}

    /** @throws BadRequest if a page of that size is not answered */
    public static int limit(int asked) {
        if (asked < 1 || asked > MOST_ON_A_PAGE) {
            throw new BadRequest(
                    HttpStatus.BAD_REQUEST,
                    new InputProblem(
                            "limit", "LimitMustBeReasonable", "a page holds from 1 to " + MOST_ON_A_PAGE + " rows"));
        }
        return asked;
    }
}
