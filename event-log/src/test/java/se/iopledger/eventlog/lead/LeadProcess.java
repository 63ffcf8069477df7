package se.iopledger.eventlog.lead;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import se.iopledger.eventlog.DirectConnections;

/**
 * An instance that stands for a lead, in a process of its own, until it is killed. Says {@code leading} on its standard
 * output when it leads. Arguments: the database's address, its role (which is its password too), and the duty.
 */
final class LeadProcess {

    private LeadProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (Lead lead = new Lead(
                arguments[2],
                DirectConnections.of(arguments[0], arguments[1], arguments[1]),
                term -> {
                    System.out.println("leading");
                    System.out.flush();
                    new CountDownLatch(1).await();
                },
                new SimpleMeterRegistry())) {
            lead.start();
            new CountDownLatch(1).await();
        }
    }
}
