package se.iopledger.agreement.register;

import java.util.List;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.shell.http.InputProblem;

/** What came of reading a document. */
public sealed interface TermsReading {
    /** The document keeps to the schema. */
    record Read(Terms terms) implements TermsReading {}

    /** @param problems what is wrong, at least one; the field of each is a JSON pointer into the document */
    record Refused(List<InputProblem> problems) implements TermsReading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
