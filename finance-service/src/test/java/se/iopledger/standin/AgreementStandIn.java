package se.iopledger.standin;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.CreationPolicy;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.model.Command;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.PostgresEventLog;
import se.iopledger.eventlog.testing.EmbeddedBroker;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.shell.ServiceDefinition;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.Answer;
import se.iopledger.shell.aggregate.DecidingAggregate;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.testing.RunningService;

/** A running service that tells of agreements as agreement-service does, without any of its rules. */
public final class AgreementStandIn implements AutoCloseable {
    private final RunningService service;

    private AgreementStandIn(RunningService service) {
        this.service = service;
    }

    /** In an installation of its own: what the logs of an earlier test have published is no part of it. */
    public static AgreementStandIn start() {
        emptyTopics();
        return new AgreementStandIn(
                RunningService.start(Application.class, EmbeddedDatabases.create("standin"), Map.of()));
    }

    private static void emptyTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", EmbeddedBroker.bootstrapServers()))) {
            Callable<Set<String>> ours = () -> admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith("iop."))
                    .collect(Collectors.toSet());
            admin.deleteTopics(ours.call()).all().get();
            await().atMost(Duration.ofSeconds(30)).until(ours, Set::isEmpty);
        } catch (Exception failure) {
            throw new IllegalStateException("the topics of an earlier test are still there", failure);
        }
    }

    /** Registers the terms as a draft. */
    public String registered(Terms terms) {
        String agreementId = UUID.randomUUID().toString();
        registeredAgain(agreementId, 1, terms);
        return agreementId;
    }

    public void registeredAgain(String agreementId, int termsVersion, Terms terms) {
        tell(terms.municipality(), new AgreementRegistered(agreementId, termsVersion, "registrar", terms));
    }

    public void activated(String agreementId, int termsVersion, Terms terms) {
        tell(
                terms.municipality(),
                new AgreementActivated(
                        agreementId,
                        termsVersion,
                        terms,
                        terms.period().first(),
                        terms.period().last()));
    }

    public void extended(String agreementId, String municipality, LocalDate firstDay, LocalDate lastDay) {
        tell(municipality, new AgreementExtended(agreementId, firstDay, lastDay, List.of("STO-3")));
    }

    /** Whatever else is told of an agreement. */
    public void told(String municipality, AgreementEvent event) {
        tell(municipality, event);
    }

    public void voided(String agreementId, String municipality) {
        tell(municipality, new AgreementVoided(agreementId));
    }

    /** Where it answers: like agreement-service it tells the version of an agreement. */
    public String address() {
        return "http://127.0.0.1:" + service.port();
    }

    /** Whether the copy of its log can be read. */
    public void journalAnswers(boolean answers) {
        service.bean(JournalEndpoint.class).answers.set(answers);
    }

    private void tell(String municipality, AgreementEvent event) {
        Outcome outcome = service.bean(CommandGate.class)
                .wake(
                        new Tell(event.agreementId(), Mandate.of("registrar", LocalDate.of(2021, 12, 20)), event),
                        municipality);
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException("the stand-in refuses nothing, and answered " + outcome);
        }
    }

    @Override
    public void close() {
        service.close();
    }

    record Tell(String streamId, Mandate mandate, AgreementEvent event) implements Command {}

    record Told() {}

    static final class TellingAggregate extends DecidingAggregate<Tell, Told, AgreementEvent> {
        TellingAggregate() {
            super(new Told());
        }

        @Override
        protected Decision<AgreementEvent> decide(Tell command, Told state) {
            return Decision.accepted(List.of(command.event()));
        }

        @Override
        protected Told evolve(Told state, AgreementEvent event) {
            return state;
        }

        @Override
        protected LocalDate effectiveOn(AgreementEvent event, Told before, Tell command) {
            return command.mandate().effectiveOn();
        }

        @CommandHandler
        @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
        Answer handle(Tell command) {
            return answer(command);
        }

        @EventSourcingHandler
        void on(AgreementEvent event, MetaData metaData) {
            follow(event, metaData);
        }
    }

    /** Tells of an agreement its version and nothing else. */
    @RestController
    static final class VersionEndpoint {
        private final AggregateRuntime aggregates;

        VersionEndpoint(AggregateRuntime aggregates) {
            this.aggregates = aggregates;
        }

        @GetMapping("/agreements/{agreementId}")
        ResponseEntity<Void> version(@PathVariable String agreementId) {
            return aggregates
                    .stateOf(agreementId, Told.class)
                    .<ResponseEntity<Void>>map(told -> ResponseEntity.ok()
                            .eTag(Long.toString(told.version()))
                            .build())
                    .orElseGet(() -> ResponseEntity.notFound().build());
        }
    }

    /** The copy of its log that reporting-service would keep, as it would serve it. */
    @RestController
    static final class JournalEndpoint {
        private final PostgresEventLog log;
        private final AtomicBoolean answers = new AtomicBoolean(true);

        JournalEndpoint(PostgresEventLog log) {
            this.log = log;
        }

        record Kept(long size) {}

        @GetMapping("/journal/agreement-service")
        ResponseEntity<Kept> size() {
            return answers.get()
                    ? ResponseEntity.ok(new Kept(log.head() + 1))
                    : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }

        @GetMapping("/journal/agreement-service/tile/{*path}")
        byte[] entries(@PathVariable String path) {
            TilePath tile = TilePath.parse("tile" + path);
            if (!(tile instanceof TilePath.Entries bundle)) {
                throw new IllegalArgumentException("only entries are asked for, not " + tile);
            }
            return EntryBundles.encode(log.readFrom(bundle.firstPosition(), bundle.width()).stream()
                    .map(Entry::bytes)
                    .toList());
        }
    }

    @SpringBootApplication(proxyBeanMethods = false)
    static class Application {
        @Bean
        ServiceDefinition service() {
            return new ServiceDefinition(
                    "agreement-service",
                    EventCatalogue.AGREEMENTS_TOPIC,
                    EventCatalogue.agreements(),
                    List.of(TellingAggregate.class),
                    "db/standin");
        }
    }
}
