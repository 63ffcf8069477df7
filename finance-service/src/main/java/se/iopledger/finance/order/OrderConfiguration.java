package se.iopledger.finance.order;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.bankfile.BankAnswerReader;
import se.iopledger.finance.domain.order.ReleaseDays;
import se.iopledger.finance.schedule.FollowedAgreements;
import se.iopledger.shell.http.LargeBodies;
import se.iopledger.shell.log.NeedsAttention;
import se.iopledger.shell.time.BusinessClock;

/** Puts the driver of payment orders together, and shows what it waits for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgreementServiceSettings.class)
class OrderConfiguration {
    @Bean
    Agreements agreements(AgreementServiceSettings settings, FollowedAgreements followed) {
        return new ServedAgreements(settings, followed);
    }

    /**
     * @param patienceSeconds how long an agreement is waited for before its payment is left out of the order
     * @param bankDaysBefore how many bank days before its payment date an order is confirmed and released at the earliest
     * @param demonstration whether nothing here is real, and made-up accounts are paid to
     */
    @Bean
    OrderDriver orderDriver(
            Streams streams,
            Agreements agreements,
            BusinessClock clock,
            @Value("${iop.agreements.patience-seconds:300}") long patienceSeconds,
            @Value("${iop.orders.bank-days-before:3}") int bankDaysBefore,
            @Value("${iop.demonstration:false}") boolean demonstration) {
        return new OrderDriver(
                streams,
                agreements,
                Clock.systemUTC(),
                clock::today,
                Duration.ofSeconds(patienceSeconds),
                new ReleaseDays(new SwedishBankDays(), bankDaysBefore),
                demonstration);
    }

    @Bean
    LargeBodies bankFileBodies() {
        return new LargeBodies(BankFileEndpoint.PATH, BankAnswerReader.MOST_BYTES);
    }

    @Bean
    OrderRounds orderRounds(OpenOrders orders, OrderDriver driver, BankFiles files) {
        return new OrderRounds(orders, driver, files);
    }

    @Bean
    ApplicationRunner startOrderRounds(OrderRounds rounds, Completeness completeness) {
        return arguments -> completeness.whenOpen(rounds::start);
    }

    @Bean
    NeedsAttention ordersAttention(OrderRounds rounds, BankFiles files) {
        return () -> {
            List<String> attention = new ArrayList<>(rounds.needsAttention());
            long open = files.openFindings();
            if (open > 0) {
                attention.add(open + " findings of bank files to be dealt with");
            }
            return attention;
        };
    }

    @Bean
    HealthIndicator ordersHealth(OrderRounds rounds) {
        return () -> rounds.failures().isEmpty()
                ? Health.up().build()
                : Health.down()
                        .withDetail(
                                "failures",
                                rounds.failures().values().stream()
                                        .map(failure -> failure.what())
                                        .toList())
                        .build();
    }
}
