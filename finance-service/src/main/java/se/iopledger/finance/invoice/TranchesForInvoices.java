package se.iopledger.finance.invoice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.finance.Invoice;
import se.iopledger.contracts.finance.InvoicePlace;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.finance.domain.AgreementMoney;
import se.iopledger.finance.domain.invoice.AgreementStep;
import se.iopledger.finance.domain.invoice.Matching;
import se.iopledger.finance.domain.invoice.OpenTranche;
import se.iopledger.finance.domain.pay.InvoiceableTranche;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tranches that an invoice may belong to: which agreements come into question is looked up in what was heard of them,
 * what is open of each is asked of its own stream, so that it is never an outdated answer.
 */
@Component
final class TranchesForInvoices {
    private final JsonMapper json = ContractsJson.mapper();
    private final JdbcClient tables;
    private final AggregateRuntime aggregates;

    TranchesForInvoices(JdbcClient tables, AggregateRuntime aggregates) {
        this.tables = tables;
        this.aggregates = aggregates;
    }

    private record InForce(String agreementId, Terms terms) {}

    /**
     * Of all agreements of the municipality that something of the invoice points to.
     *
     * @param alsoOf an agreement to look at whether or not anything points to it, or null
     */
    List<OpenTranche> of(String municipality, Invoice invoice, @Nullable String alsoOf) {
        return paidAgainstInvoice(municipality).stream()
                .filter(agreement -> agreement.agreementId().equals(alsoOf)
                        || Matching.mayConcern(invoice, agreement.agreementId(), agreement.terms()))
                .flatMap(this::openTranches)
                .toList();
    }

    /** Whether somebody has examined or approved the payment of an invoice that stands there. */
    boolean isAttested(InvoicePlace place, String number) {
        return aggregates
                .stateOf(place.agreementId(), AgreementMoney.class)
                .map(money -> money.state().payments().payable(AgreementStep.payableId(place, number)))
                .filter(payable -> payable.attest() != null)
                .isPresent();
    }

    private List<InForce> paidAgainstInvoice(String municipality) {
        return tables.sql("""
                        SELECT agreement_id, life FROM heard_agreement
                        WHERE municipality = :municipality AND NOT voided AND life @>
                            '{"versions": [{"terms": {"funding": {"payment": {"manner": "AGAINST_INVOICE"}}}}]}'
                        ORDER BY agreement_id""")
                .param("municipality", municipality)
                .query((row, number) -> new InForce(
                        row.getString("agreement_id"),
                        json.readValue(row.getString("life"), AgreementLife.class)
                                .lastVersion()
                                .terms()))
                .list();
    }

    private Stream<OpenTranche> openTranches(InForce agreement) {
        Optional<AgreementMoney> money = aggregates
                .stateOf(agreement.agreementId(), AgreementMoney.class)
                .map(Versioned::state);
        return money.stream()
                .flatMap(all -> InvoiceableTranche.of(all).stream())
                .map(tranche ->
                        new OpenTranche(agreement.agreementId(), agreement.terms(), tranche.tranche(), tranche.left()));
    }
}
