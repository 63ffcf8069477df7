package se.iopledger.finance.invoice;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.finance.invoice.InvoicesUnderWay.UnderWay;
import se.iopledger.finance.rounds.Rounds;
import se.iopledger.finance.rounds.Rounds.Work;
import se.iopledger.finance.rounds.Turns;
import se.iopledger.shell.http.LargeBodies;
import se.iopledger.shell.log.NeedsAttention;

/** What runs beside requests on invoices. */
@Configuration(proxyBeanMethods = false)
class InvoiceConfiguration {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);

    /** A document with a picture of the paper invoice inside; larger ones the reader would refuse anyway. */
    private static final int MOST_DOCUMENT_BYTES = 10 * 1024 * 1024;

    @Bean
    Rounds invoiceRounds(InvoicesUnderWay invoices, InvoiceSteps steps) {
        return new Rounds(
                "invoice-rounds",
                BETWEEN_ROUNDS,
                List.of(
                        new Work<>(
                                "invoice",
                                new Turns<>(invoices::underWay, Rounds.AT_A_TIME),
                                UnderWay::invoiceId,
                                invoices::isUnderWay,
                                invoice -> steps.follow(invoice.invoiceId(), invoice.municipality())),
                        new Work<>(
                                "invoice that stands where it does not belong,",
                                new Turns<>(invoices::astray, Rounds.AT_A_TIME),
                                astray -> astray.invoiceId() + " as " + astray.payableId() + " in agreement "
                                        + astray.agreementId(),
                                invoices::isAstray,
                                steps::takeBack)),
                List.of());
    }

    @Bean
    ApplicationRunner startInvoiceRounds(@Qualifier("invoiceRounds") Rounds rounds, Completeness completeness) {
        return arguments -> completeness.whenOpen(rounds::start);
    }

    @Bean
    HealthIndicator invoicesHealth(@Qualifier("invoiceRounds") Rounds rounds) {
        return rounds::health;
    }

    @Bean
    NeedsAttention invoicesAttention(@Qualifier("invoiceRounds") Rounds rounds) {
        return rounds::needsAttention;
    }

    @Bean
    LargeBodies invoiceDocuments() {
        return new LargeBodies(ReceiveDocumentEndpoint.PATH, MOST_DOCUMENT_BYTES);
    }
}
