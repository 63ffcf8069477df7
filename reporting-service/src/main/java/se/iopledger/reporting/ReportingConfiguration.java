package se.iopledger.reporting;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.reporting.obligation.ObligationAggregate;
import se.iopledger.shell.ServiceDefinition;

/** Tells the shell which service this is. */
@Configuration
class ReportingConfiguration {
    static final String NAME = "reporting-service";

    @Bean
    ServiceDefinition service() {
        return new ServiceDefinition(
                NAME,
                EventCatalogue.REPORTS_TOPIC,
                EventCatalogue.reports(),
                List.of(ObligationAggregate.class),
                "db/reporting");
    }
}
