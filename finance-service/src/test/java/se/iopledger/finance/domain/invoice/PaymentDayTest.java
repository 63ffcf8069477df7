package se.iopledger.finance.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import se.iopledger.contracts.finance.InvoiceDue;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.finance.domain.plan.RealTerms;

/** When an invoice is to be paid. */
class PaymentDayTest {
    private static InvoiceDue due(String receivedOn, Terms terms) {
        return PaymentDay.of(
                LocalDate.parse(receivedOn),
                Tranches.of(Tranches.NOR, terms).all().getFirst(),
                Tranches.BANK_DAYS);
    }

    private static Terms norrtalje() {
        return RealTerms.of("NOR").takenOver("2021-09-15").build();
    }

    @Test
    @Clause("NOR-4")
    void thirtyDaysAfterReceiptWhereTheAgreementDoesNotSay() {
        InvoiceDue due = due("2022-01-17", norrtalje());

        assertThat(due.dueOn()).isEqualTo("2022-02-16");
        assertThat(due.days()).isEqualTo(30);
        assertThat(due.assumption()).isEqualTo(DefaultRule.THIRTY_DAYS_FROM_INVOICE);
        assertThat(due.clauses()).containsExactly("NOR-4");
        assertThat(due.calculation())
                .isEqualTo("received on 2022-01-17, 30 days since the agreement does not say: 2022-02-16");
    }

    @Test
    @Clause("LUN-5")
    void soAlsoInLund() {
        InvoiceDue due = PaymentDay.of(
                LocalDate.parse("2021-02-01"), Tranches.ofLund().all().getFirst(), Tranches.BANK_DAYS);

        assertThat(due.dueOn()).isEqualTo("2021-03-03");
        assertThat(due.assumption()).isEqualTo(DefaultRule.THIRTY_DAYS_FROM_INVOICE);
        assertThat(due.clauses()).containsExactly("LUN-5");
    }

    @Test
    void asManyDaysAsTheAgreementSays() {
        InvoiceDue due = due(
                "2022-01-17",
                RealTerms.of("NOR")
                        .takenOver("2021-09-15")
                        .funding(
                                "payment",
                                "{\"interval\":\"MONTH\",\"manner\":\"AGAINST_INVOICE\",\"dueDays\":20,\"clauses\":[\"NOR-4\"]}")
                        .build());

        assertThat(due.dueOn()).isEqualTo("2022-02-07");
        assertThat(due.days()).isEqualTo(20);
        assertThat(due.assumption()).isNull();
        assertThat(due.calculation())
                .isEqualTo(
                        "received on 2022-01-17, 20 days as the agreement says: 2022-02-06; moved to the next bank day 2022-02-07");
    }

    @Test
    void onTheNextBankDayWhereThatIsNone() {
        // The national day.
        assertThat(due("2022-05-07", norrtalje()).dueOn()).isEqualTo("2022-06-07");
    }

    @Test
    void notBeforeTheTrancheItselfIsDue() {
        InvoiceDue due = due("2021-07-01", norrtalje());

        assertThat(due.dueOn()).isEqualTo("2021-09-15");
        assertThat(due.calculation()).endsWith("; not before the tranche's own day 2021-09-15");
    }
}
