package se.iopledger.eventlog.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.DirectConnections;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;

class LeadTest {

    private final TestDatabase database = EmbeddedDatabases.create("lead");
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<Lead> leads = new ArrayList<>();
    private final AtomicInteger terms = new AtomicInteger();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger interruptedWithinATerm = new AtomicInteger();

    @AfterEach
    void close() {
        leads.forEach(Lead::close);
        assertThat(interruptedWithinATerm).hasValue(0);
    }

    @Test
    void one_instance_leads_and_the_others_stand_by() {
        Lead first = stand("sealing");
        Eventually.await("the first leads", first::isLeading);
        Lead second = stand("sealing");
        Lead elsewhere = stand("another duty");
        Eventually.await("each duty has its leader", elsewhere::isLeading);
        assertThat(second.isLeading()).isFalse();
        assertThat(second.failure()).isNull();
        assertThat(meters.get("iop.lead").tag("duty", "another duty").gauge().value())
                .isEqualTo(1);
    }

    @Test
    void when_the_leader_is_closed_its_work_has_ended_before_another_takes_over() {
        Lead first = stand("sealing");
        Eventually.await("the first works", () -> atWork.get() == 1);
        Lead second = stand("sealing");
        first.close();
        assertThat(atWork).as("nobody works twice").hasValueLessThanOrEqualTo(1);
        Eventually.await("the second works", () -> second.isLeading() && atWork.get() == 1);
        assertThat(first.isLeading()).isFalse();
        assertThat(terms).hasValue(2);
    }

    @Test
    void a_leader_whose_session_is_cut_is_told_and_somebody_leads_again() {
        stand("sealing");
        stand("sealing");
        for (int cut = 1; cut <= 3; cut++) {
            int termsSoFar = cut;
            Eventually.await("somebody works", () -> terms.get() == termsSoFar && atWork.get() == 1);
            database.cutConnections();
        }
        Eventually.await("somebody works", () -> terms.get() == 4 && atWork.get() == 1);
        Eventually.await(
                "one leads", () -> leads.stream().filter(Lead::isLeading).count() == 1);
    }

    @Test
    void when_the_leader_is_killed_another_takes_over() throws Exception {
        Process leader = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeadProcess.class.getName(),
                        database.url(),
                        database.appRole(),
                        "sealing")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = leader.inputReader()) {
            assertThat(said.lines().filter("leading"::equals).findFirst()).isPresent();
            Lead standby = stand("sealing");
            Eventually.await("the other stands by", () -> sessions() == 2);
            assertThat(standby.isLeading()).isFalse();
            leader.destroyForcibly().waitFor();
            Eventually.await("the other works", () -> atWork.get() == 1);
            assertThat(standby.isLeading()).isTrue();
        } finally {
            leader.destroyForcibly().waitFor();
        }
    }

    /** Of the service's role, in this test's database. */
    private long sessions() throws SQLException {
        try (Connection connection = database.owner().getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = ?")) {
            query.setString(1, database.appRole());
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    @Test
    void a_lead_that_cannot_reach_the_database_says_why() {
        Lead lost = new Lead(
                "sealing", DirectConnections.of("jdbc:postgresql://127.0.0.1:1/nowhere", "a", "b"), this::work, meters);
        leads.add(lost);
        lost.start();
        Eventually.await("a failure", () -> lost.failure() != null);
        assertThat(String.valueOf(lost.failure())).contains("sealing");
        assertThat(lost.isLeading()).isFalse();
    }

    @Test
    void work_that_breaks_off_gives_the_lead_up_and_is_done_again() {
        AtomicBoolean breakOff = new AtomicBoolean(true);
        Lead lead = new Lead(
                "sealing",
                database.app(),
                term -> {
                    if (breakOff.getAndSet(false)) {
                        throw new IllegalStateException("as told");
                    }
                    work(term);
                },
                meters);
        leads.add(lead);
        lead.start();
        Eventually.await("a failure", () -> String.valueOf(lead.failure()).contains("as told"));
        Eventually.await("at work again", () -> atWork.get() == 1 && lead.failure() == null);
    }

    private Lead stand(String duty) {
        Lead lead = new Lead(duty, database.app(), this::work, meters);
        leads.add(lead);
        lead.start();
        return lead;
    }

    /** Works until told to stop. */
    private void work(Term term) {
        terms.incrementAndGet();
        atWork.incrementAndGet();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException told) {
            if (!term.isOver()) {
                interruptedWithinATerm.incrementAndGet();
            }
        } finally {
            atWork.decrementAndGet();
        }
    }
}
