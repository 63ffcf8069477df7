package se.iopledger.finance.order;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.iopledger.eventlog.complete.Completeness;
import se.iopledger.finance.bankday.SwedishBankDays;
import se.iopledger.finance.bankfile.BankAnswerReader;
import se.iopledger.finance.domain.order.ReleaseDays;
import se.iopledger.finance.rounds.Rounds;
import se.iopledger.finance.rounds.Rounds.Chore;
import se.iopledger.finance.rounds.Rounds.Work;
import se.iopledger.finance.rounds.Turns;
import se.iopledger.finance.schedule.FollowedAgreements;
import se.iopledger.shell.http.LargeBodies;
import se.iopledger.shell.log.NeedsAttention;
import se.iopledger.shell.time.BusinessClock;

/** Puts the driver of payment orders together, and shows what it waits for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AgreementServiceSettings.class)
class OrderConfiguration {
    private static final int MOST_TOLD = 100;
    private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(1);

    @Bean
    Agreements agreements(AgreementServiceSettings settings, FollowedAgreements followed) {
        return new ServedAgreements(settings, followed);
    }

    /**
     * @param patienceSeconds how long an agreement is waited for before its payment is left out of the order
     * @param bankDaysBefore how many bank days before its payment date an order is confirmed and released at the earliest
     * @param accountsWaitDays how many days an account waits that replaces another
     * @param demonstration whether nothing here is real, and made-up accounts are paid to
     */
    @Bean
    OrderDriver orderDriver(
            Streams streams,
            Agreements agreements,
            OrderWaits waits,
            BusinessClock clock,
            @Value("${iop.agreements.patience-seconds:300}") long patienceSeconds,
            @Value("${iop.orders.bank-days-before:3}") int bankDaysBefore,
            @Value("${iop.payees.waiting-days:10}") int accountsWaitDays,
            @Value("${iop.demonstration:false}") boolean demonstration) {
        return new OrderDriver(
                streams,
                agreements,
                waits,
                Clock.systemUTC(),
                clock::today,
                Duration.ofSeconds(patienceSeconds),
                new ReleaseDays(new SwedishBankDays(), bankDaysBefore),
                accountsWaitDays,
                demonstration);
    }

    @Bean
    LargeBodies bankFileBodies() {
        return new LargeBodies(BankFileEndpoint.PATH, BankAnswerReader.MOST_BYTES);
    }

    @Bean
    Rounds orderRounds(OpenOrders orders, OrderDriver driver, BankFileList list, BankFiles files) {
        return new Rounds(
                "order-rounds",
                BETWEEN_ROUNDS,
                List.of(
                        new Work<>(
                                "payment order",
                                new Turns<>(orders::withSomethingToDo, Rounds.AT_A_TIME),
                                OpenOrders.Place::orderId,
                                order -> orders.hasSomethingToDo(order.orderId()),
                                order -> {
                                    var _ = driver.drive(order.orderId());
                                }),
                        new Work<>(
                                "bank file",
                                new Turns<>(list::brokenOff, Rounds.AT_A_TIME),
                                BankFileList.Place::importId,
                                file -> files.isBrokenOff(file.importId()),
                                file -> files.takeIn(file.importId()))),
                List.of(new Chore("the bytes that bank files left behind", files::forgetLeftovers)));
    }

    @Bean
    ApplicationRunner startOrderRounds(@Qualifier("orderRounds") Rounds rounds, Completeness completeness) {
        return arguments -> completeness.whenOpen(rounds::start);
    }

    @Bean
    NeedsAttention ordersAttention(
            @Qualifier("orderRounds") Rounds rounds, OpenOrders orders, OrderDriver driver, BankFileList list) {
        return () -> {
            List<String> attention = new ArrayList<>(rounds.needsAttention());
            List<String> waiting = orders.waiting(MOST_TOLD + 1);
            waiting.stream()
                    .limit(MOST_TOLD)
                    .forEach(order -> driver.waitingFor(order)
                            .forEach(what -> attention.add("payment order " + order + " waits for " + what)));
            if (waiting.size() > MOST_TOLD) {
                attention.add("more than " + MOST_TOLD + " payment orders wait; these are of the nearest days");
            }
            long open = list.openFindings();
            if (open > 0) {
                attention.add(open + " findings of bank files to be dealt with");
            }
            return attention;
        };
    }

    @Bean
    HealthIndicator ordersHealth(@Qualifier("orderRounds") Rounds rounds) {
        return rounds::health;
    }
}
