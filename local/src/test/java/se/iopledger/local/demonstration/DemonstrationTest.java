package se.iopledger.local.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.local.screen.CannotContinue;
import se.iopledger.local.screen.Screen;
import se.iopledger.local.service.SignIn;

class DemonstrationTest {

    private static final Map<SignIn, String> PASSWORDS =
            Map.of(SignIn.REGISTRAR, "r", SignIn.APPROVER, "a", SignIn.READER, "l");

    private static final String STEPS = """
            steps:
              - post: approval
                as: approver
                body: {decidedOn: "2018-09-01", evidence: {kind: ASSUMED}}
              - post: signatures
                as: registrar
                body: {party: civil}
            """;

    private static final String SETTLED = "{\"settled\":true,\"waitingFor\":[]}";
    private static final String UNSETTLED =
            "{\"settled\":false,\"waitingFor\":[\"2 records to be heard\",\"1 entries to be projected\"]}";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private FakeServices fake;

    @BeforeEach
    void anAgreementThatGoesWell() throws IOException {
        fake = new FakeServices()
                .answers("POST /agreements", 201, "{\"agreementId\":\"a-1\"}")
                .answers("POST /agreements/a-1/approval", 200, "{}")
                .answers("POST /agreements/a-1/signatures", 200, "{}")
                .answers("GET /agreements/a-1", 200, """
                        {"state":"ACTIVE","findings":[{},{}],"period":{"first":"2019-01-01","last":"2021-12-31"},
                         "parties":[{"id":"stadsmission","name":"Stadsmissionen"}]}""");
    }

    @AfterEach
    void stop() {
        fake.close();
    }

    private Demonstration demonstration(Duration patience) {
        return new Demonstration(
                List.of(DemonstrationAgreement.of("UPP", "shortName: UPP\n", STEPS)),
                new Demonstration.Addresses(fake.address(), fake.address(), fake.address()),
                PASSWORDS,
                patience,
                new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));
    }

    private void allHasArrived() {
        fake.answers("GET /standing", 200, SETTLED)
                .answers("GET /agreements/a-1/schedule", 200, """
                        {"status":"IN_FORCE","waitingFor":[],
                         "nextTranche":{"trancheId":"t2","recipient":"stadsmission","amount":"700000.00",
                                        "dueDate":"2022-07-01","settlement":"HERE"},
                         "tranches":[
                          {"trancheId":"t1","recipient":"stadsmission","amount":"1.00","dueDate":"2022-07-01",
                           "settlement":"ELSEWHERE"},
                          {"trancheId":"t2","recipient":"stadsmission","amount":"700000.00","dueDate":"2022-07-01",
                           "settlement":"HERE"},
                          {"trancheId":"t3","recipient":"Pastoratet","amount":null,"dueDate":"2022-07-01",
                           "settlement":"HERE"}]}""")
                .answers("GET /agreements/a-1/obligations", 200, """
                        {"status":"IN_FORCE",
                         "obligations":[{"status":"OVERDUE"},{"status":"AWAITED"},{"status":"OVERDUE"}],
                         "nextObligation":{"title":"Half-year report","dueDate":null}}""");
    }

    @Test
    void the_agreement_is_registered_approved_and_signed_by_different_people_with_lasting_keys() {
        allHasArrived();
        demonstration(Duration.ofSeconds(20)).run();

        assertThat(fake.posts())
                .containsExactly(
                        new FakeServices.Received(
                                "POST",
                                "/agreements",
                                "demo-registrar:r",
                                "demonstration-UPP-registration",
                                "application/yaml",
                                "shortName: UPP\n"),
                        new FakeServices.Received(
                                "POST",
                                "/agreements/a-1/approval",
                                "demo-approver:a",
                                "demonstration-UPP-step-1",
                                "application/json",
                                "{\"decidedOn\":\"2018-09-01\",\"evidence\":{\"kind\":\"ASSUMED\"}}"),
                        new FakeServices.Received(
                                "POST",
                                "/agreements/a-1/signatures",
                                "demo-registrar:r",
                                "demonstration-UPP-step-2",
                                "application/json",
                                "{\"party\":\"civil\"}"));
    }

    @Test
    void the_overview_shows_all_that_is_due_on_the_next_day_and_what_is_awaited() {
        allHasArrived();

        assertThat(demonstration(Duration.ofSeconds(20)).run())
                .containsExactly(new Overview(
                        "a-1",
                        "UPP",
                        "ACTIVE",
                        LocalDate.of(2021, 12, 31),
                        2,
                        Set.of("approval"),
                        List.of(
                                new Overview.Tranche(
                                        Optional.of(LocalDate.of(2022, 7, 1)),
                                        Optional.of(new BigDecimal("700000.00")),
                                        "Stadsmissionen"),
                                new Overview.Tranche(
                                        Optional.of(LocalDate.of(2022, 7, 1)), Optional.empty(), "Pastoratet")),
                        List.of(),
                        2,
                        Optional.of(new Overview.Obligation(Optional.empty(), "Half-year report"))));
    }

    @Test
    void it_looks_only_once_every_service_has_settled_and_says_what_it_waits_for() {
        // All three answer at one address here: the first question goes to agreement-service, the second to finance.
        fake.answers("GET /standing", 200, SETTLED).answers("GET /standing", 200, UNSETTLED);
        allHasArrived();
        demonstration(Duration.ofSeconds(20)).run();

        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("Waiting for finance-service: 2 records to be heard, 1 entries to be projected\n");
        // Asked from the beginning again: what one had left to do may have given the one before it something to do.
        assertThat(fake.gets())
                .containsExactly(
                        "/standing",
                        "/standing",
                        "/standing",
                        "/standing",
                        "/standing",
                        "/agreements/a-1",
                        "/agreements/a-1/schedule",
                        "/agreements/a-1/obligations");
    }

    @Test
    void a_service_that_is_just_being_started_again_is_asked_again_with_the_same_key() throws IOException {
        try (FakeServices restarting = new FakeServices()) {
            restarting
                    .answers("POST /agreements", 503, "{}")
                    .answers("POST /agreements", 201, "{\"agreementId\":\"a-1\"}");
            ServiceApi api = new ServiceApi(
                    "agreement-service",
                    restarting.address(),
                    PASSWORDS,
                    Duration.ofSeconds(20),
                    new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));

            api.post("register UPP", "/agreements", SignIn.REGISTRAR, "key", "application/yaml", new byte[] {'x'});

            assertThat(restarting.posts())
                    .hasSize(2)
                    .allSatisfy(post -> assertThat(post.idempotencyKey()).isEqualTo("key"));
        }
    }

    @Test
    void a_service_that_never_answers_is_named() {
        fake.close();

        assertThatThrownBy(() -> demonstration(Duration.ofMillis(300)).run())
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("agreement-service has not answered POST /agreements");
    }

    @Test
    void a_service_that_never_settles_is_named_with_what_it_lacks() {
        fake.answers("GET /standing", 200, UNSETTLED);

        assertThatThrownBy(() -> demonstration(Duration.ofMillis(300)).run())
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("agreement-service: 2 records to be heard");
    }

    @Test
    void a_service_that_has_settled_without_the_agreement_is_named() {
        fake.answers("GET /standing", 200, SETTLED);

        assertThatThrownBy(() -> demonstration(Duration.ofSeconds(20)).run())
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("finance-service cannot show the schedule of UPP");
    }

    @Test
    void a_refusal_ends_the_run_with_the_problem_itself() throws IOException {
        try (FakeServices refusing = new FakeServices()) {
            refusing.answers("POST /agreements", 422, "{\"title\":\"Idempotency key used for another request\"}");
            ServiceApi api = new ServiceApi(
                    "agreement-service",
                    refusing.address(),
                    PASSWORDS,
                    Duration.ofSeconds(20),
                    new Screen(new PrintStream(shown, true, StandardCharsets.UTF_8), false));

            assertThatThrownBy(() -> api.post(
                            "register UPP", "/agreements", SignIn.REGISTRAR, "key", "application/yaml", new byte[] {'x'
                            }))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessageContaining("agreement-service refused to register UPP: 422")
                    .hasMessageContaining("another request")
                    .hasMessageContaining("--fresh");
        }
    }
}
