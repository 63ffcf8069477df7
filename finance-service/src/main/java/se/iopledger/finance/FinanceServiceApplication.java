package se.iopledger.finance;

import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.domain.plan.BankDays;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.ServiceMain;

/** Starts finance-service. Configuration: {@code iop.*}, see the shell. */
@SpringBootApplication(proxyBeanMethods = false)
public class FinanceServiceApplication {
    public static void main(String[] arguments) {
        ServiceMain.run(FinanceServiceApplication.class, arguments);
    }

    @Bean
    public ServiceDefinition service() {
        return new ServiceDefinition(
                "finance-service",
                EventCatalogue.PAYMENTS_TOPIC,
                EventCatalogue.payments(),
                List.of(
                        FundingAggregate.class,
                        RightsAggregate.class,
                        IndexAggregate.class,
                        FollowUpAggregate.class,
                        InvoiceAggregate.class,
                        PayeeAggregate.class,
                        OrderAggregate.class,
                        BankFileAggregate.class),
                "db/finance");
    }

    @Bean
    BankDays bankDays() {
        return new SwedishBankDays();
    }
}
