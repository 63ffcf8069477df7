package se.iopledger.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.contracts.ContractsJson;
import se.iopledger.contracts.EventCatalogue;
import se.iopledger.contracts.agreement.AgreementEvent;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementActivated;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExpired;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementExtended;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementRegistered;
import se.iopledger.contracts.agreement.AgreementEvent.AgreementVoided;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonNamed;
import se.iopledger.contracts.agreement.AgreementEvent.ContactPersonRemoved;
import se.iopledger.contracts.agreement.AgreementEvent.DataSubjectErased;
import se.iopledger.contracts.agreement.AgreementLife;
import se.iopledger.contracts.agreement.Ending;
import se.iopledger.contracts.agreement.LifeEvent.AgreementEnded;
import se.iopledger.contracts.agreement.LifeEvent.ExtensionReversed;
import se.iopledger.contracts.finance.FinanceEvent.FundingScheduleWithdrawn;
import se.iopledger.contracts.model.Cause;
import se.iopledger.contracts.model.Mandate;
import se.iopledger.contracts.personal.ErasureGround;
import se.iopledger.contracts.personal.PersonalText;
import se.iopledger.contracts.terms.ObligationKind;
import se.iopledger.contracts.terms.Recurrence;
import se.iopledger.contracts.terms.Terms;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.eventlog.Entry;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.eventlog.testing.TestDatabase;
import se.iopledger.eventlog.testing.TestTopic;
import se.iopledger.eventlog.topic.Partitions;
import se.iopledger.proofs.bundle.ConsistencyBundle;
import se.iopledger.proofs.bundle.TlogProof;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.reporting.domain.AgreementText;
import se.iopledger.reporting.domain.ReportingCommand.FollowAgreement;
import se.iopledger.reporting.testing.OtherService;
import se.iopledger.shell.command.CommandGate;
import se.iopledger.shell.command.Outcome;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** The whole service over real HTTP, PostgreSQL and Kafka; agreement-service is a log that the test writes. */
class ReportingServiceTest {
    private static final String NORRTALJE = "0188";
    private static final String UPPSALA = "0380";
    private static final LocalDate TODAY = LocalDate.parse("2021-12-20");

    private static final SigningKey LOG_KEY =
            SigningKey.generate("test.example/reporting-service", SignatureType.ED25519, new SecureRandom());
    private static final SigningKey WITNESS_KEY =
            SigningKey.generate("test.example/witness", SignatureType.COSIGNATURE_V1, new SecureRandom());

    private static final TestDatabase DATABASE = EmbeddedDatabases.create("reporting");

    private static RunningService service;
    private static OtherService agreements;
    private static OtherService payments;

    private final String agreement = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        agreements = new OtherService("agreement-service", EventCatalogue.AGREEMENTS_TOPIC);
        payments = new OtherService("finance-service", EventCatalogue.PAYMENTS_TOPIC);
        service = RunningService.start(
                ReportingServiceApplication.class,
                DATABASE,
                Map.ofEntries(
                        Map.entry("iop.business-date", TODAY.toString()),
                        Map.entry("iop.log.origin", LOG_KEY.verifier().name()),
                        Map.entry("iop.log.signing-keys", LOG_KEY.secretText()),
                        Map.entry("iop.witness.signing-key", WITNESS_KEY.secretText()),
                        Map.entry("iop.witness.logs[0].source", "/reporting-service"),
                        Map.entry("iop.witness.logs[0].key", LOG_KEY.verifier().text())));
    }

    @AfterAll
    static void stop() {
        service.close();
        agreements.close();
        payments.close();
    }

    @Test
    @Clause("NOR-10")
    void whatADraftWouldAskForIsShownAsAPreview() {
        tell(registered(norrtalje()));

        JsonNode answer = awaitStatus("PREVIEW");

        assertThat(texts(answer.get("obligations"), "dueDate"))
                .containsExactly("2022-03-31", "2022-09-30", "2023-03-31", "2023-09-30", "2024-03-31", "2024-09-30");
        assertThat(answer.get("nextObligation").get("dueDate").asString()).isEqualTo("2022-03-31");
        assertThat(dueList("?municipality=" + NORRTALJE))
                .as("a draft owes nothing")
                .doesNotContain(agreement);
    }

    @Test
    @Clause("NOR-10")
    void whatOtherTermsWouldChangeIsShownBeforeTheyBind() {
        tell(registered(norrtalje()));
        awaitStatus("PREVIEW");
        assertThat(preview(agreement, "2022-09-15").status()).isEqualTo(409);
        tell(activated(norrtalje()));
        awaitStatus("IN_FORCE");

        Answer preview = preview(agreement, "2022-09-15");

        assertThat(preview.status()).as(preview.body()).isEqualTo(200);
        assertThat(texts(preview.json().get("changes"), "how")).contains("DROPPED");
        assertThat(texts(preview.json().get("changes"), "obligationId"))
                .contains("half-yearly-account-2024-03-1", "half-yearly-account-2024-09-1");
        assertThat(preview(agreement, "2030-01-01").body()).contains("TermsMustHoldInTheAgreement");
        assertThat(preview("nothing", "2022-09-15").status()).isEqualTo(404);
    }

    /** The same terms, ending with the year 2023. */
    private static Answer preview(String agreement, String from) {
        String terms = ContractsJson.mapper().writeValueAsString(norrtalje());
        return service.post(
                "reader",
                "/agreements/" + agreement + "/obligations/preview",
                "-",
                "{\"from\": \"" + from + "\", \"lastDay\": \"2023-12-31\", \"terms\": " + terms + "}");
    }

    @Test
    @Clause("NOR-10")
    void whatAnActiveAgreementAsksForIsInForce() {
        tell(registered(norrtalje()), activated(norrtalje()));

        JsonNode answer = awaitStatus("IN_FORCE");

        JsonNode first = answer.get("obligations").get(0);
        assertThat(first.get("obligationId").asString()).isEqualTo("half-yearly-account-2022-03-1");
        assertThat(first.get("status").asString()).isEqualTo("AWAITED");
        assertThat(first.get("dating").asString()).isEqualTo("STATED");
        assertThat(first.get("clauses").get(0).asString()).isEqualTo("NOR-10");
        assertThat(first.get("calculation").asString()).isNotBlank();
        assertThat(obligations("reader").header("etag")).isEqualTo("\"0\"");
        Eventually.await(
                "the list by due date",
                () -> dueList("?municipality=" + NORRTALJE + "&dueFrom=2022-03-01&dueTo=2022-03-31")
                        .contains(agreement));
    }

    @Test
    void anActivationHeardAgainDerivesNothingMore() {
        Terms terms = norrtalje();
        FollowAgreement command = new FollowAgreement(
                agreement,
                Mandate.of("reporting-service", TODAY),
                new Cause("/agreement-service", 1_000_000),
                Optional.of(AgreementLife.begun(1, terms)));
        CommandGate gate = service.bean(CommandGate.class);

        assertThat(gate.execute(command, NORRTALJE)).isEqualTo(new Outcome.Done(agreement, 0, false));
        assertThat(gate.execute(command, NORRTALJE)).isEqualTo(new Outcome.Done(agreement, 0, false));
    }

    @Test
    void whatIsOverdueIsWokenByItself() {
        Terms terms = AgreementText.from("2021-01-01", "2023-12-31")
                .takenOverOn("2021-12-01")
                .asksFor("review", ObligationKind.REVIEW, new Recurrence.OnceBy(LocalDate.parse("2021-12-19")))
                .asksFor("other", ObligationKind.REVIEW, new Recurrence.OnceBy(TODAY))
                .terms();
        tell(registered(terms), activated(terms));
        awaitStatus("IN_FORCE");

        Eventually.await(
                "the review became overdue",
                () -> obligations("reader")
                        .json()
                        .get("obligations")
                        .get(0)
                        .get("status")
                        .asString()
                        .equals("OVERDUE"));

        JsonNode answer = obligations("reader").json();
        assertThat(texts(answer.get("obligations"), "status")).containsExactly("OVERDUE", "AWAITED");
        assertThat(answer.get("nextObligation").get("dueDate").asString()).isEqualTo("2021-12-20");
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause("STO-3")
    void anExtensionAddsWhatItAsksFor() {
        Terms terms = AgreementText.from("2021-12-15", "2022-12-14")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.EveryMonths(3), "STO-10")
                .terms();
        tell(
                registered(terms),
                activated(terms),
                new AgreementExtended(
                        agreement, LocalDate.parse("2022-12-15"), LocalDate.parse("2023-12-14"), List.of("STO-3")));

        Eventually.await(
                "eight quarters",
                () -> awaitStatus("IN_FORCE").get("obligations").size() == 8);
    }

    @Test
    @Clause({"STO-3", "STO-10"})
    void aNoticeThatComesToLightAfterTheExtensionTakesWhatItAddedBack() {
        Terms terms = AgreementText.from("2021-12-15", "2022-12-14")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.EveryMonths(3), "STO-10")
                .terms();
        LocalDate first = LocalDate.parse("2022-12-15");
        LocalDate last = LocalDate.parse("2023-12-14");
        tell(registered(terms), activated(terms), new AgreementExtended(agreement, first, last, List.of("STO-3")));
        Eventually.await(
                "eight quarters",
                () -> awaitStatus("IN_FORCE").get("obligations").size() == 8);

        tell(
                new ExtensionReversed(agreement, first, last),
                new AgreementEnded(
                        agreement, LocalDate.parse("2022-12-14"), Ending.NOTICE, "notice-1", List.of("STO-3")));
        Eventually.await(
                "four quarters",
                () -> awaitStatus("IN_FORCE").get("obligations").size() == 4);
        Eventually.await(
                "off the list",
                () -> !dueList("?municipality=" + NORRTALJE + "&dueFrom=2022-12-15&limit=200")
                        .contains(agreement));
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    @Test
    @Clause("STO-3")
    void whatCannotFollowOnWhatWasHeardHasNoEffectAndSaysWhy() {
        Terms terms = norrtalje();
        tell(
                registered(terms),
                activated(terms),
                new AgreementExtended(
                        agreement, LocalDate.parse("2025-09-15"), LocalDate.parse("2026-09-14"), List.of("STO-3")));

        Eventually.await("why", () -> awaitStatus("IN_FORCE").has("refusal"));
        assertThat(obligations("reader").json().get("refusal").get("rule").asString())
                .isEqualTo("ExtensionMustFollowTheLastDay");
    }

    @Test
    @Clause("NOR-10")
    void anExpiredAgreementStillOwesWhatItOwed() {
        tell(
                registered(norrtalje()),
                activated(norrtalje()),
                new AgreementExpired(agreement, LocalDate.parse("2024-09-14")));
        Eventually.await("the expiry", () -> history().size() == 4);

        assertThat(awaitStatus("IN_FORCE").get("obligations")).hasSize(6);
    }

    @Test
    void nothingIsOwedUnderAVoidedAgreementUntilItIsRegisteredAnew() {
        tell(registered(norrtalje()), activated(norrtalje()));
        awaitStatus("IN_FORCE");

        tell(new AgreementVoided(agreement));
        assertThat(awaitStatus("WITHDRAWN").get("obligations")).isEmpty();
        Eventually.await(
                "off the list", () -> !dueList("?municipality=" + NORRTALJE).contains(agreement));

        tell(registered(norrtalje()));
        awaitStatus("PREVIEW");
        tell(activated(norrtalje()));
        awaitStatus("IN_FORCE");
    }

    @Test
    void termsThatNothingCanBeDerivedFromAreShownWithTheRuleTheyBreak() {
        Terms terms = AgreementText.from("2021-12-15", "2022-12-14")
                .asksFor("meeting", ObligationKind.MEETING, new Recurrence.EveryMonths(0))
                .terms();
        tell(registered(terms));

        JsonNode draft = awaitStatus("REFUSED");
        assertThat(draft.get("refusal").get("rule").asString()).isEqualTo("SpanMustBeAtLeastOneMonth");

        tell(activated(terms));
        Eventually.await("the activation", () -> history().size() == 2);
        assertThat(awaitStatus("REFUSED").get("refusal").get("rule").asString()).isEqualTo("SpanMustBeAtLeastOneMonth");
    }

    @Test
    void nothingCrossesOverToAnotherMunicipality() {
        tell(registered(norrtalje()), activated(norrtalje()));
        awaitStatus("IN_FORCE");

        assertThat(obligations("stranger").status()).isEqualTo(404);
        assertThat(service.get("stranger", "/agreements/" + agreement + "/history")
                        .status())
                .isEqualTo(404);
        assertThat(service.get("stranger", "/agreements/" + agreement + "/history/agreement-service/0")
                        .status())
                .isEqualTo(404);
        Answer list = service.get("stranger", "/obligations?municipality=" + NORRTALJE);
        assertThat(list.status()).isEqualTo(403);
        assertThat(list.json().get("rule").asString()).isEqualTo("UserMustBelongToMunicipality");
        assertThat(service.get("stranger", "/obligations").json().get("obligations"))
                .isEmpty();
        assertThat(dueList("?municipality=" + UPPSALA)).doesNotContain(agreement);
    }

    @Test
    void anUnknownAgreementIsNotFound() {
        assertThat(obligations("reader").status()).isEqualTo(404);
        assertThat(service.get("reader", "/agreements/" + agreement + "/history")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aListIsReadPageByPage() {
        tell(registered(norrtalje()), activated(norrtalje()));
        Eventually.await(
                "the list",
                () -> dueList("?municipality=" + NORRTALJE + "&limit=200").contains(agreement));

        List<String> whole = keys(service.get("reader", "/obligations?municipality=" + NORRTALJE + "&limit=200")
                .json());
        List<String> paged = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = service.get("reader", "/obligations?municipality=" + NORRTALJE + "&limit=4" + next)
                    .json();
            paged.addAll(keys(page));
            next = page.has("next") ? "&cursor=" + page.get("next").asString() : "";
        } while (!next.isEmpty());

        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void aRequestThatCannotBeReadNamesParameterAndRule() {
        assertBad("?dueFrom=2021-13-01", "dueFrom", "DateMustBeIso8601");
        assertBad("?dueTo=tomorrow", "dueTo", "DateMustBeIso8601");
        assertBad("?limit=0", "limit", "LimitMustBeReasonable");
        assertBad("?cursor=forged", "cursor", "CursorMustComeFromAnAnswer");
    }

    @Test
    void theHistoryTellsWhatHappenedInAllServicesInOrder() {
        tell(registered(norrtalje()));
        Entry activated = agreements.tell(agreement, NORRTALJE, TODAY, activated(norrtalje()), null);
        payments.tell(agreement, NORRTALJE, TODAY, new FundingScheduleWithdrawn(agreement), activated);

        Eventually.await("what all three services did", () -> history().size() == 4);

        List<JsonNode> lines = history();
        assertThat(texts(lines, "origin"))
                .startsWith("/agreement-service", "/agreement-service")
                .contains("/finance-service", "/reporting-service");
        assertThat(texts(lines, "summary").get(0)).startsWith("TST was registered");
        assertThat(texts(lines, "summary").get(1)).startsWith("In force from 2021-09-15");
        assertThat(lines.subList(2, 4))
                .as("both follow from the activation")
                .allSatisfy(line ->
                        assertThat(line.get("cause").get("position").asLong()).isEqualTo(activated.position()));
    }

    @Test
    void theHistoryTellsThatThereIsAContactPersonAndNotWho() {
        PersonalText text = new PersonalText("person-a", "bm9uY2U=", "Y2lwaGVydGV4dA==");
        tell(
                registered(norrtalje()),
                new ContactPersonNamed(agreement, "person-a", "kommun", text, null, text, null),
                new ContactPersonRemoved(agreement, "person-a"),
                new DataSubjectErased(agreement, "person-a", TODAY, ErasureGround.CONSENT_WITHDRAWN));
        Eventually.await("all that happened", () -> history().size() == 4);

        assertThat(history().subList(1, 4))
                .extracting(line -> line.get("summary").asString())
                .containsExactly(
                        "A contact person of the party kommun was named.",
                        "A contact person was removed.",
                        "A person was erased on " + TODAY + ", GDPR art. 17.1 b: nobody can read who it was.");
        assertThat(service.get("reader", "/agreements/" + agreement + "/history")
                        .body())
                .doesNotContain("Y2lwaGVydGV4dA==", "person-a");
    }

    @Test
    void anEntryIsHandedOutByteForByte() {
        Entry registered = agreements.tell(agreement, NORRTALJE, TODAY, registered(norrtalje()), null);
        Eventually.await("the registration", () -> history().size() == 1);

        Answer entry = service.get(
                "reader", "/agreements/" + agreement + "/history/agreement-service/" + registered.position());

        assertThat(entry.header("content-type")).isEqualTo("application/cloudevents+json");
        assertThat(Entry.parse(entry.body().getBytes(StandardCharsets.UTF_8))).isEqualTo(registered);
        assertThat(history().getFirst().get("leafHash").asString()).isEqualTo(registered.leafHashHex());
    }

    @Test
    void aHistoryThatWasTamperedWithIsFoundAndMadeAnewFromWhatWasReceived() throws Exception {
        tell(registered(norrtalje()));
        Entry activated = agreements.tell(agreement, NORRTALJE, TODAY, activated(norrtalje()), null);
        payments.tell(agreement, NORRTALJE, TODAY, new FundingScheduleWithdrawn(agreement), activated);
        Eventually.await("what all three services did", () -> history().size() == 4);
        List<JsonNode> told = history();
        assertThat(service.projectionsThatDiffer()).isEmpty();

        DATABASE.asOwner("UPDATE service.history SET actor = 'nobody' WHERE agreement_id = '" + agreement
                + "' AND origin = '/finance-service'");
        JsonNode different =
                Objects.requireNonNull(service.projectionsThatDiffer().get("reporting-history"));
        assertThat(different.get("firstDifference").get("live").asString()).contains("\"actor\": \"nobody\"");
        assertThat(different
                        .get("positions")
                        .get("iop.payments/" + Partitions.of(agreement, EventCatalogue.PARTITIONS)))
                .isNotNull();

        assertThat(service.post("operator", "/projections/reporting-history/rebuild", "-", "{\"reason\":\"a test\"}")
                        .json()
                        .get("swapped")
                        .asBoolean())
                .isTrue();
        assertThat(history()).isEqualTo(told);
        assertThat(service.projectionsThatDiffer()).isEmpty();
    }

    @Test
    void whatWasHeardOfAnAgreementIsFoundWhereItWasAlteredAndMadeAnewAndARefusalStays() throws Exception {
        tell(
                registered(norrtalje()),
                activated(norrtalje()),
                new AgreementExtended(
                        agreement, LocalDate.parse("2025-09-15"), LocalDate.parse("2026-09-14"), List.of("STO-3")));
        Eventually.await("why", () -> awaitStatus("IN_FORCE").has("refusal"));
        JsonNode told = obligations("reader").json();
        assertThat(service.projectionsThatDiffer()).isEmpty();

        DATABASE.asOwner(
                "UPDATE service.known_agreement SET last_day = '2030-01-01' WHERE agreement_id = '" + agreement + "'");
        JsonNode different =
                Objects.requireNonNull(service.projectionsThatDiffer().get("reporting-follows-agreements"));
        assertThat(different.get("firstDifference").get("table").asString()).isEqualTo("known_agreement");

        assertThat(service.post(
                                "operator",
                                "/projections/reporting-follows-agreements/rebuild",
                                "-",
                                "{\"reason\":\"a test\"}")
                        .json()
                        .get("swapped")
                        .asBoolean())
                .isTrue();
        assertThat(service.projectionsThatDiffer()).isEmpty();
        assertThat(obligations("reader").json()).isEqualTo(told);
    }

    @Test
    void whatWaitsForAPersonOrWasDiscardedIsInNeither() throws Exception {
        DATABASE.asOwner(
                "ALTER TABLE service.history ADD CONSTRAINT not_this_one CHECK (agreement_id <> '" + agreement + "')");
        Entry first = agreements.tell(agreement, NORRTALJE, TODAY, registered(norrtalje()), null);
        Entry second =
                agreements.tell(agreement, NORRTALJE, TODAY, new ContactPersonRemoved(agreement, "person-a"), null);
        Eventually.await("both wait", () -> letters().size() == 2);
        assertThat(service.projectionsThatDiffer()).isEmpty();

        DATABASE.asOwner("ALTER TABLE service.history DROP CONSTRAINT not_this_one");
        assertThat(service.post(
                                "operator",
                                "/dead-letters/" + letters().get(0) + "/discard",
                                "",
                                "{\"reason\":\"a test\"}")
                        .status())
                .isEqualTo(200);
        service.post("operator", "/dead-letters/" + letters().get(0) + "/retry", "-", "");
        Eventually.await("nothing waits", () -> letters().isEmpty());

        assertThat(service.projectionsThatDiffer()).isEmpty();
        assertThat(history())
                .extracting(line -> line.get("position").asLong())
                .containsExactly(second.position())
                .doesNotContain(first.position());
    }

    /** Ids of what is parked of this test's agreement, in order. */
    private List<Long> letters() {
        List<Long> ids = new ArrayList<>();
        for (JsonNode letter :
                service.get("operator", "/dead-letters?state=PARKED").json().get("deadLetters")) {
            if (letter.get("streamId").asString().equals(agreement)) {
                ids.add(letter.get("id").asLong());
            }
        }
        return ids;
    }

    @Test
    void theLogIsCosignedAndItsSecondCopyIsThereForAuditors() {
        tell(registered(norrtalje()), activated(norrtalje()));
        awaitStatus("IN_FORCE");
        Eventually.await("entries are cosigned", () -> cosigned().size() > 0);

        Checkpoint cosigned = cosigned();
        String tile = new TilePath.Hashes(0, 0, (int) Math.min(cosigned.size(), 256)).text();
        assertThat(service.getBytes("auditor", "/journal/reporting-service/" + tile))
                .isEqualTo(service.getBytes("auditor", "/log/" + tile));
        assertThat(service.getBytes("auditor", "/journal/reporting-service/tile/entries/000.p/1"))
                .isEqualTo(service.getBytes("auditor", "/log/tile/entries/000.p/1"));
        assertThat(service.get("reader", "/journal/reporting-service/" + tile).status())
                .isEqualTo(403);
        assertThat(service.get("auditor", "/journal/reporting-service/tile/0/999")
                        .status())
                .isEqualTo(404);
        assertThat(service.get("auditor", "/journal/reporting-service/tile/0/9").status())
                .isEqualTo(400);
        assertThat(service.get("auditor", "/journal/no-service/tile/0/000.p/1").status())
                .isEqualTo(404);
        assertThat(service.get("reader", "/witness/finance-service/checkpoint").status())
                .isEqualTo(404);
    }

    /** What the verifier is given, with nothing else than the two keys. */
    @Test
    void anEntryAndTheGrowthOfTheLogAreProvedUnderWhatTheWitnessCosigned() {
        tell(registered(norrtalje()), activated(norrtalje()));
        awaitStatus("IN_FORCE");
        Eventually.await("entries are cosigned", () -> cosigned().size() > 0);
        List<VerifierKey> both = List.of(LOG_KEY.verifier(), WITNESS_KEY.verifier());

        TlogProof proof = TlogProof.parse(service.getBytes("auditor", "/witness/reporting-service/proof/bundle/0"));
        assertThat(proof.verify(proof.entry().orElseThrow(), both).size()).isPositive();
        assertThat(proof.note().verify(List.of(WITNESS_KEY.verifier()))).hasSize(1);

        long size = cosigned().size();
        ConsistencyBundle grown = ConsistencyBundle.parse(
                service.getBytes("auditor", "/witness/reporting-service/proof/consistency/" + size));
        assertThat(grown.verify(both).size()).isGreaterThanOrEqualTo(size);
        assertThat(Checkpoint.parse(grown.older().text()).size()).isEqualTo(size);

        for (String beyond : List.of("bundle/999999", "bundle/-1", "consistency/999999", "consistency/0")) {
            Answer refused = service.get("auditor", "/witness/reporting-service/proof/" + beyond);
            assertThat(refused.status()).as(beyond).isEqualTo(404);
            assertThat(refused.json().get("rule").asString()).as(beyond).isEqualTo("MustBeCosigned");
        }
        for (String path : List.of("bundle/0", "consistency/" + size)) {
            assertThat(service.get("reader", "/witness/reporting-service/proof/" + path)
                            .status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(service.get("auditor", "/witness/finance-service/proof/bundle/0")
                        .status())
                .isEqualTo(404);
    }

    /** The newest cosigned checkpoint, which both the log's and the witness's key must have signed. */
    private static Checkpoint cosigned() {
        Answer answer = service.get("reader", "/witness/reporting-service/checkpoint");
        if (answer.status() == 404) {
            return new Checkpoint(LOG_KEY.verifier().name(), 0, Hash.OF_EMPTY_TREE);
        }
        SignedNote note = SignedNote.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(note.verify(List.of(WITNESS_KEY.verifier()))).hasSize(1);
        return Checkpoint.open(note, List.of(LOG_KEY.verifier()));
    }

    @Test
    void anAlarmIsSeenByWhoeverLooksAndDecidedOnByAnOperatorWithAReason() throws Exception {
        SigningKey stranger = SigningKey.generate("test.example/stranger", SignatureType.ED25519, new SecureRandom());
        byte[] note = new Checkpoint(stranger.verifier().name(), 0, Hash.OF_EMPTY_TREE)
                .signedBy(List.of(stranger))
                .bytes();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(TestTopic.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(EventCatalogue.CHECKPOINTS_TOPIC, note))
                    .get();
        }
        Eventually.await("an alarm", () -> !alarms().isEmpty());

        JsonNode alarm = alarms().get(0);
        assertThat(alarm.get("origin").asString()).isEqualTo("test.example/stranger");
        assertThat(alarm.get("kind").asString()).isEqualTo("ORIGIN_IS_UNKNOWN");
        assertThat(service.get("reader", "/standing")
                        .json()
                        .get("needsAttention")
                        .toString())
                .contains("test.example/stranger");
        assertThat(service.get("operator", "/actuator/health").body()).contains("ORIGIN_IS_UNKNOWN");
        assertThat(service.get("operator", "/actuator/prometheus").body()).contains("iop_witness_alarms 1.0");
        assertThat(service.get("reader", "/witness/alarms").status()).isEqualTo(403);

        String decision = "/witness/alarms/" + alarm.get("id").asLong() + "/decision";
        String reason = "{\"reason\": \"a trial installation used our topic\"}";
        assertThat(service.post("auditor", decision, "-", reason).status()).isEqualTo(403);
        assertThat(service.post("operator", decision, "-", "{\"reason\": \" \"}")
                        .status())
                .isEqualTo(422);
        assertThat(service.post("operator", decision, "-", "{}").body()).contains("ReasonMustBeGiven");
        assertThat(service.post("operator", "/witness/alarms/999999/decision", "-", reason)
                        .status())
                .isEqualTo(404);
        JsonNode decided = service.post("operator", decision, "-", reason).json();
        assertThat(decided.get("decision").get("by").asString()).isEqualTo("operator");
        assertThat(decided.get("decision").get("reason").asString()).isEqualTo("a trial installation used our topic");
        assertThat(service.post("operator", decision, "-", reason).status()).isEqualTo(409);
        assertThat(service.get("reader", "/standing").json().get("needsAttention"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/witness/alarms?after=x, after, ParameterMustHaveItsType",
        "/witness/alarms?after=99999999999999999999, after, ParameterMustHaveItsType",
        "/witness/alarms?limit=0, limit, LimitMustBeReasonable",
        "/witness/alarms?limit=201, limit, LimitMustBeReasonable",
        "/witness/alarms?limit=2147483647, limit, LimitMustBeReasonable",
        "/journal/reporting-service/tile/0/000.p/256, path, TilePathMustBeWellFormed",
        "/journal/reporting-service/tile/0/x000/000, path, TilePathMustBeWellFormed",
        "/journal/reporting-service/tile/entries/-01, path, TilePathMustBeWellFormed",
        "/journal/reporting-service/tile/64/000, path, TilePathMustBeWellFormed"
    })
    void whatNoJournalOrWitnessHasIsAProblemThatNamesFieldAndRule(String path, String field, String rule) {
        Answer refused = service.get("auditor", path);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.header("content-type")).startsWith("application/problem+json");
        assertThat(refused.json().get("field").asString()).isEqualTo(field);
        assertThat(refused.json().get("rule").asString()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/journal/reporting-service/tile/63/000.p/1",
                "/journal/reporting-service/tile/0/x999/x999/x999/x999/999",
                "/journal/reporting-service/tile/entries/x999/x999/x999/x999/999.p/255",
                "/journal/no-service/tile/0/000.p/1"
            })
    void whatLiesBeyondTheJournalIsNotFound(String path) {
        Answer missing = service.get("auditor", path);
        assertThat(missing.status()).as(missing.body()).isEqualTo(404);
        assertThat(missing.json().get("rule").asString()).isEqualTo("MustBeWithinTheJournal");
    }

    @Test
    void aDecisionThatCannotBeReadIsRefused() {
        for (String body : List.of("null", "[]", "{\"reason\": [1]}", "{\"reason\"", "{\"because\": \"x\"}")) {
            Answer refused = service.post("operator", "/witness/alarms/1/decision", "-", body);
            assertThat(refused.status()).as(body + ": " + refused.body()).isEqualTo(400);
            assertThat(refused.json().has("rule")).as(refused.body()).isTrue();
        }
        assertThat(service.post("operator", "/witness/alarms/x/decision", "-", "{\"reason\": \"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(service.post("operator", "/witness/alarms/1/decision", "-", "{\"reason\": \"\\u0000\"}")
                        .json()
                        .get("rule")
                        .asString())
                .isEqualTo("TextMustBePlain");
    }

    @Test
    void aDatabaseThatDoesNotAnswerAsItShouldIsAProblemLikeAnyOther() throws Exception {
        DATABASE.asOwner("REVOKE SELECT ON service.witness_alarm FROM \"" + DATABASE.appRole() + "\"");
        try {
            for (String path : List.of("/witness/alarms", "/standing")) {
                Answer failed = service.get("operator", path);
                assertThat(failed.status()).as(failed.body()).isEqualTo(503);
                assertThat(failed.header("content-type")).startsWith("application/problem+json");
                assertThat(failed.json().get("rule").asString()).isEqualTo("DatabaseMustBeAvailable");
                assertThat(failed.body()).doesNotContain("witness_alarm", "PSQLException");
            }
        } finally {
            DATABASE.asOwner("GRANT SELECT ON service.witness_alarm TO \"" + DATABASE.appRole() + "\"");
        }
        assertThat(service.get("operator", "/witness/alarms").status()).isEqualTo(200);
    }

    private static JsonNode alarms() {
        return service.get("operator", "/witness/alarms").json().get("alarms");
    }

    @Test
    void theApiDescribesItself() {
        JsonNode paths = service.get("", "/v3/api-docs").json().get("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/agreements/{id}/obligations",
                        "/agreements/{id}/history",
                        "/agreements/{id}/history/{service}/{position}",
                        "/obligations");
    }

    private void tell(AgreementEvent... events) {
        for (AgreementEvent event : events) {
            var _ = agreements.tell(agreement, NORRTALJE, TODAY, event, null);
        }
    }

    private JsonNode awaitStatus(String status) {
        Eventually.await(
                status,
                () -> obligations("reader").status() == 200
                        && obligations("reader").json().get("status").asString().equals(status));
        return obligations("reader").json();
    }

    private Answer obligations(String user) {
        return service.get(user, "/agreements/" + agreement + "/obligations");
    }

    private static String dueList(String query) {
        return service.get("reader", "/obligations" + query).body();
    }

    private List<JsonNode> history() {
        Answer answer = service.get("reader", "/agreements/" + agreement + "/history");
        return answer.status() == 200 ? List.copyOf(answer.json().get("entries").values()) : List.of();
    }

    private static void assertBad(String query, String field, String rule) {
        Answer answer = service.get("reader", "/obligations" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("field").asString()).isEqualTo(field);
        assertThat(answer.json().get("rule").asString()).isEqualTo(rule);
    }

    private static List<String> texts(Iterable<JsonNode> array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(node -> node.get(field).asString())
                .toList();
    }

    private static List<String> keys(JsonNode page) {
        return page.get("obligations").values().stream()
                .map(node -> node.get("agreementId").asString()
                        + node.get("obligationId").asString())
                .toList();
    }

    private static Terms norrtalje() {
        return AgreementText.from("2021-09-15", "2024-09-14")
                .takenOverOn("2021-12-20")
                .asksFor(
                        "half-yearly-account",
                        ObligationKind.FINANCIAL_ACCOUNT,
                        new Recurrence.InMonths(List.of(3, 9)),
                        "NOR-10")
                .terms();
    }

    private AgreementRegistered registered(Terms terms) {
        return new AgreementRegistered(agreement, 1, "registrar", terms);
    }

    private AgreementActivated activated(Terms terms) {
        return new AgreementActivated(
                agreement, 1, terms, terms.period().first(), terms.period().last());
    }
}
