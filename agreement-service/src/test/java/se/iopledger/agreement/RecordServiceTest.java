package se.iopledger.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static se.iopledger.agreement.AgreementService.registered;
import static se.iopledger.agreement.AgreementService.steps;

import org.junit.jupiter.api.Test;
import se.iopledger.agreement.testing.Paper;
import se.iopledger.contracts.testing.Clause;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;
import tools.jackson.databind.JsonNode;

/** What is recorded of groups, documents and funding, over HTTP. */
final class RecordServiceTest {
    private static final String PAPER =
            "{\"title\":\"a paper\",\"sha256\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\","
                    + "\"mediaType\":\"application/pdf\"}";

    private final RunningService service = AgreementService.on("2022-03-15");

    @Test
    @Clause({"LUN-7", "NOR-9", "UPP-22"})
    void meetingsRepresentativesAndTurnsAreRecordedAndTold() {
        String id = active("STO", "2.3.4-3101/2021");
        assertThat(rule(post(
                        "registrar",
                        id,
                        "meetings/plans",
                        "{\"body\":\"nobody\",\"plannedFor\":\"2022-04-01\"," + "\"convener\":\"stad\"}")))
                .isEqualTo("BodyMustBeInTheTerms");
        done(id, "meetings/plans", "{\"body\":\"steering\",\"plannedFor\":\"2022-03-01\",\"convener\":\"stad\"}");
        done(
                id,
                "meetings",
                "{\"meetingId\":\"meeting-1\",\"body\":\"steering\",\"heldOn\":\"2022-03-01\",\"chair\":\"stad\","
                        + "\"decisions\":[{\"subject\":\"the chair\",\"decision\":\"rotates\",\"manner\":\"CONSENSUS\"}]}");
        done(id, "meetings/meeting-1/minutes", "{\"keptOn\":\"2022-03-02\",\"minutes\":" + PAPER + "}");
        done(id, "groups/steering/interval", "{\"months\":6,\"from\":\"2022-03-15\",\"meetingId\":\"meeting-1\"}");
        done(id, "groups/steering/duties", "{\"duty\":\"CHAIR\",\"party\":\"stiftelse\",\"from\":\"2022-03-02\"}");
        done(
                id,
                "representatives",
                "{\"party\":\"stad\",\"group\":\"steering\",\"role\":\"head of unit\",\"from\":\"2022-01-01\"}");
        done(id, "representatives/representative-1/end", "{\"lastDay\":\"2022-06-30\"}");
        done(id, "meetings/plans", "{\"body\":\"cooperation\",\"plannedFor\":\"2022-05-01\",\"convener\":\"stad\"}");

        JsonNode governance = get(id, "governance");
        String planned = governance.at("/meetings/1/id").asString();
        done(id, "meetings/" + planned + "/cancellation", "{\"cancelledOn\":\"2022-03-10\"}");
        assertThat(governance.at("/groups/0/chair").asString()).isEqualTo("stiftelse");
        assertThat(governance.at("/meetings/0/minutes/mediaType").asString()).isEqualTo("application/pdf");
        assertThat(governance.at("/representatives/0/until").asString()).isEqualTo("2022-06-30");
        assertThat(governance.at("/asked/0/held").asInt()).isEqualTo(1);
        assertThat(governance.at("/asked/0/tooSeldom").asBoolean()).isFalse();
        assertThat(service.get("stranger", "/agreements/" + id + "/governance").status())
                .isEqualTo(404);
    }

    @Test
    @Clause("NOR-13")
    void documentsAndTheEvidenceOfSignaturesAreRecordedAndTold() {
        String id = active("UPP", "SCN-2018-3102");
        String filing = "{\"kind\":\"SIGNATURE_EVIDENCE\",\"document\":" + PAPER + ",\"filedOn\":\"2022-03-01\"}";
        done(id, "documents", filing);
        assertThat(rule(post("registrar", id, "documents", filing + " "))).isEqualTo("DocumentMustNotBeFiledTwice");
        assertThat(rule(post("registrar", id, "documents/document-1/withdrawal", "{\"withdrawnOn\":\"2022-03-02\"}")))
                .isEqualTo("FieldIsRequired");
        done(
                id,
                "signature-evidence",
                "{\"documentId\":\"document-1\",\"transactionId\":\"09222115557449114982\","
                        + "\"startedAt\":\"2021-06-23T09:34:32+02:00\",\"signatures\":[{\"organisation\":\"Another\","
                        + "\"signedAt\":\"2021-06-23T09:34:37+02:00\"}]}");
        JsonNode documents = get(id, "documents");
        assertThat(documents.at("/documents/0/id").asString()).isEqualTo("document-1");
        assertThat(documents.at("/signatureEvidence/0/startedAt").asString()).isEqualTo("2021-06-23T09:34:32+02:00");
        assertThat(service.get("reader", "/agreements/" + id)
                        .json()
                        .get("findings")
                        .toString())
                .contains("SignatureMustBelongToAParty:evidence-of-signatures-1-another");
        done(id, "documents/document-1/withdrawal", "{\"withdrawnOn\":\"2022-03-02\",\"reason\":\"the wrong file\"}");
        assertThat(get(id, "documents").at("/documents/0/withdrawnOn").asString())
                .isEqualTo("2022-03-02");
    }

    @Test
    @Clause({"UPP-4", "LIN-6"})
    void decisionsOnFundingAreRecordedByAnApproverAndTold() {
        String id = active("UPP", "SCN-2018-3103");
        assertThat(rule(post("registrar", id, "funding-decisions", decision("3570000.00"))))
                .isEqualTo("UserMustHaveRole");
        assertThat(rule(post("approver", id, "funding-decisions", decision("3499999.99"))))
                .isEqualTo("YearMustNotBeBelowTheYearBefore");
        assertThat(post("approver", id, "funding-decisions", decision("3570000.00"))
                        .status())
                .isEqualTo(200);
        JsonNode decisions = get(id, "funding-decisions");
        assertThat(decisions.at("/decisions/0/decision/grants/0/amount").asString())
                .isEqualTo("3570000.00");
        assertThat(decisions.at("/decisions/0/holds").asBoolean()).isTrue();

        String lin = active("LIN", "SON 2021-3104");
        assertThat(post(
                                "approver",
                                lin,
                                "funding-decisions",
                                "{\"basis\":\"OPI\",\"year\":2022,\"grants\":[],\"percent\":3.1,\"decidedBy\":\"nämnden\","
                                        + "\"decidedOn\":\"2022-01-10\",\"belowFloor\":false}")
                        .status())
                .isEqualTo(200);
        JsonNode readings = get(lin, "funding-decisions");
        assertThat(readings.get("startReadings").size()).isEqualTo(2);
        assertThat(readings.get("open").size()).isGreaterThanOrEqualTo(2);
    }

    private static String decision(String amount) {
        return "{\"basis\":\"COUNCIL_BUDGET_DECISION\",\"year\":2020,\"grants\":[{\"payer\":\"kommun\","
                + "\"recipient\":\"stadsmission\",\"amount\":\"" + amount + "\"}],\"decidedBy\":\"kommunfullmäktige\","
                + "\"decidedOn\":\"2019-11-25\",\"belowFloor\":false}";
    }

    private String active(String name, String caseNumber) {
        String id = registered(service, Paper.of(name).with("/caseNumber", "\"" + caseNumber + "\""));
        assertThat(steps(service, name, id)).extracting(Answer::status).containsOnly(200);
        return id;
    }

    private JsonNode get(String id, String path) {
        return service.get("reader", "/agreements/" + id + "/" + path).json();
    }

    private void done(String id, String path, String body) {
        Answer answer = post("registrar", id, path, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private Answer post(String user, String id, String path, String body) {
        String key = Integer.toHexString((user + path + body).hashCode()) + "-" + id;
        return service.post(user, "/agreements/" + id + "/" + path, key, body);
    }

    private static String rule(Answer answer) {
        return answer.json().get("rule").asString();
    }
}
