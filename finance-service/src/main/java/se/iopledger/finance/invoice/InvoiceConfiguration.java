package se.iopledger.finance.invoice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.iopledger.eventlog.Failure;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.shell.http.LargeBodies;

/** What runs beside requests on invoices. */
@Configuration(proxyBeanMethods = false)
class InvoiceConfiguration {
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);

    /** A document with a picture of the paper invoice inside; larger ones the reader would refuse anyway. */
    private static final int MOST_DOCUMENT_BYTES = 10 * 1024 * 1024;

    @Bean
    InvoiceRounds invoiceRounds(JdbcClient tables, InvoiceSteps steps) {
        return new InvoiceRounds(tables, steps, BETWEEN_ROUNDS);
    }

    @Bean
    ApplicationRunner startInvoiceRounds(InvoiceRounds rounds, Completeness completeness) {
        return arguments -> completeness.whenOpen(rounds::start);
    }

    @Bean
    HealthIndicator invoicesHealth(InvoiceRounds rounds) {
        return () -> Optional.ofNullable(rounds.lastFailure())
                .map(InvoiceConfiguration::down)
                .orElseGet(() -> Health.up().build());
    }

    private static Health down(Failure failure) {
        return Health.down()
                .withDetail("failures", List.of(failure.what()))
                .withDetail("since", failure.at().toString())
                .build();
    }

    @Bean
    LargeBodies invoiceDocuments() {
        return new LargeBodies(ReceiveDocumentEndpoint.PATH, MOST_DOCUMENT_BYTES);
    }
}
