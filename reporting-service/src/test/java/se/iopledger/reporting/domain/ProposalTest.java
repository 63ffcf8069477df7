package se.iopledger.reporting.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.reporting.domain.Proposal.Changed;
import se.iopledger.reporting.domain.Proposal.How;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What other terms would change of Norrtälje's reports, before anybody signs them. */
class ProposalTest {
    private static final Path AGREEMENTS = Path.of("..", "local", "src", "main", "resources", "agreements");
    private static final AgreementLife NORRTALJE = AgreementLife.begun(1, terms(document -> {}));

    private static Terms terms(Consumer<ObjectNode> change) {
        ObjectNode document = (ObjectNode) new YAMLMapper().readTree(AGREEMENTS.resolve("NOR.yaml"));
        change.accept(document);
        return ContractsJson.mapper().treeToValue(document, Terms.class);
    }

    private static LocalDate day(String day) {
        return LocalDate.parse(day);
    }

    @Clause("NOR-10")
    @Test
    void theSameTermsChangeNothing() {
        assertThat(new Proposal(terms(document -> {}), day("2022-09-15"), null).changes(NORRTALJE))
                .isEmpty();
    }

    @Clause("NOR-10")
    @Test
    void anEarlierEndDropsTheAccountsAfterIt() {
        Proposal shorter = new Proposal(terms(document -> {}), day("2022-09-15"), day("2023-12-31"));

        assertThat(shorter.brokenRule(NORRTALJE)).isEmpty();
        assertThat(shorter.changes(NORRTALJE))
                .filteredOn(change -> change.obligationId().startsWith("half-yearly-account"))
                .filteredOn(change -> change.how() == How.DROPPED)
                .extracting(Changed::obligationId, Changed::how, Changed::then)
                .containsExactly(
                        tuple("half-yearly-account-2024-03-1", How.DROPPED, null),
                        tuple("half-yearly-account-2024-09-1", How.DROPPED, null));
    }

    @Test
    void termsOfWhichNoPlanCanBeMadeSayWhy() {
        assertThat(new Proposal(terms(document -> {}), day("2030-01-01"), null).brokenRule(NORRTALJE))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("TermsMustHoldInTheAgreement"));
        Terms endless = terms(document -> ((ObjectNode) document.path("period")).put("last", "2190-01-01"));
        assertThat(new Proposal(endless, day("2022-09-15"), null).brokenRule(NORRTALJE))
                .hasValueSatisfying(broken -> assertThat(broken.rule()).isEqualTo("PeriodMustBeReasonable"));
    }
}
