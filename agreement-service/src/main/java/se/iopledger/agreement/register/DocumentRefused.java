package se.iopledger.agreement.register;

import se.iopledger.shell.http.InputProblem;

/** Ends the reading of a document that cannot be read to its end. */
final class DocumentRefused extends Exception {
    private final transient InputProblem problem;

    DocumentRefused(InputProblem problem) {
        super(problem.rule(), null, false, false);
        this.problem = problem;
    }

    DocumentRefused(String pointer, String rule, String detail) {
        this(new InputProblem(pointer, rule, detail));
    }

    InputProblem problem() {
        return problem;
    }
}
