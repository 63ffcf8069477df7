package se.iopledger.shell.http;

import org.springframework.http.HttpStatus;

/** A request that cannot be read; becomes a problem with its field and rule. */
public final class BadRequest extends RuntimeException {
    private final HttpStatus status;
    private final InputProblem problem;

    public BadRequest(HttpStatus status, InputProblem problem) {
        super(problem.detail());
        this.status = status;
        this.problem = problem;
    }

    public HttpStatus status() {
        return status;
    }

    public InputProblem problem() {
        return problem;
    }
}
