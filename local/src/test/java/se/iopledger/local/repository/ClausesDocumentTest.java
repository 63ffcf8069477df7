package se.iopledger.local.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ClausesDocumentTest {

    private static final String PAGE = "docs/clauses.md";
    private static final Repository REPOSITORY = Repository.find();
    private static final ClauseTable TABLE = ClauseTable.of(REPOSITORY);

    @Test
    void everyTagIsOfAKnownClauseAndOnATestThatRuns() {
        assertThat(TABLE.mistakes()).isEmpty();
    }

    @Test
    void thePageIsWhatTheTagsSay() throws IOException {
        String page = TABLE.markdown();
        if (Boolean.getBoolean("docs.update")) {
            Files.writeString(REPOSITORY.file(PAGE), page);
        }
        assertThat(REPOSITORY.text(PAGE))
                .as(PAGE + " is out of date. Write it anew, look at what changed and commit it:"
                        + " mvn -pl local -am test -Dtest=ClausesDocumentTest -Ddocs.update=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(page);
    }
}
