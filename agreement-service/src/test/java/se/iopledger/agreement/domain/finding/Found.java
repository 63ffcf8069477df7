package se.iopledger.agreement.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.ObjectAssert;
import se.iopledger.contracts.agreement.Finding;
import se.iopledger.contracts.terms.Terms;

/** What is found in terms. */
final class Found {
    private Found() {}

    /** The one finding with this id, which is about these clauses. */
    static ObjectAssert<Finding> found(Terms terms, String id, String... clauses) {
        List<Finding> same = Findings.of(terms).stream()
                .filter(finding -> finding.id().equals(id))
                .toList();
        assertThat(same).as("%s among %s", id, idsOf(terms)).hasSize(1);
        assertThat(same.getFirst().clauses()).containsExactlyInAnyOrder(clauses);
        return assertThat(same.getFirst());
    }

    static List<String> idsOf(Terms terms) {
        return Findings.of(terms).stream().map(Finding::id).toList();
    }

    static List<String> rulesOf(Terms terms) {
        return Findings.of(terms).stream().map(Finding::rule).toList();
    }
}
