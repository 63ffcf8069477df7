package se.iopledger.shell.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.iopledger.eventlog.testing.EmbeddedDatabases;
import se.iopledger.eventlog.testing.Eventually;
import se.iopledger.proofs.merkle.ConsistencyProof;
import se.iopledger.proofs.merkle.Frontier;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;
import se.iopledger.proofs.tile.TilePath;
import se.iopledger.proofs.verify.Main;
import se.iopledger.shell.testing.RunningService;
import se.iopledger.shell.testing.RunningService.Answer;

/** The sealed log over HTTP: an auditor fetches it and verifies it with the public key alone. */
class SealedLogTest {
    private static final int COMMANDS = 20;
    private static final String ORIGIN = "ledger.example/counting-service";
    private static final SigningKey KEY = SigningKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());

    private static RunningService service;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startAndRecord() {
        service = RunningService.start(
                CountingApplication.class,
                EmbeddedDatabases.create("sealed"),
                Map.of("iop.log.origin", ORIGIN, "iop.log.signing-keys", KEY.secretText()));
        for (int n = 0; n < COMMANDS; n++) {
            assertThat(service.post("registrar", "/counts/sealed-" + n, "sealed-" + n, "{\"by\":3}")
                            .status())
                    .isEqualTo(200);
        }
        Eventually.await("all is sealed, and its echoes too", () -> newest().size() == 2 * COMMANDS);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Checkpoint newest() {
        Answer answer = service.get("reader", "/log/checkpoint");
        return answer.status() == 200
                ? Checkpoint.parse(SignedNote.parse(answer.body().getBytes(StandardCharsets.UTF_8))
                        .text())
                : new Checkpoint(ORIGIN, 0, Hash.OF_EMPTY_TREE);
    }

    @Test
    void an_auditor_fetches_the_whole_log_and_verifies_it() throws IOException {
        long size = newest().size();
        fetch("/log/checkpoint", "checkpoint");
        List<TilePath> paths = new ArrayList<>(TilePath.tilesOf(size));
        paths.add(new TilePath.Entries(0, (int) size));
        for (TilePath path : paths) {
            fetch("/log/" + path.text(), path.text());
        }
        assertVerifies("tiles", folder);
    }

    @Test
    void an_auditor_fetches_one_entry_with_its_proof_and_verifies_it() throws IOException {
        Answer answer = service.get("auditor", "/log/proof/bundle/7");
        assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(answer.header("content-disposition")).contains("counting-service-7.tlog-proof");
        fetch("/log/proof/bundle/7", "bundle");
        assertVerifies("proof", folder.resolve("bundle"));
    }

    private void fetch(String path, String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, service.getBytes("auditor", path));
    }

    private static void assertVerifies(String command, Path input) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exitCode = Main.run(List.of(command, "--key", KEY.verifier().text(), input.toString()), out, out);
        assertThat(exitCode).as(said.toString(StandardCharsets.UTF_8)).isZero();
    }

    @Test
    void inclusion_and_consistency_are_proved_to_any_user() {
        Answer inclusion = service.get("stranger", "/log/proof/inclusion?position=5");
        assertThat(inclusion.status()).isEqualTo(200);
        assertThat(inclusion.json().get("size").asLong()).isEqualTo(newest().size());
        assertThat(inclusion.json().get("checkpoint").asString()).startsWith(ORIGIN + "\n");

        Answer grown =
                service.get("stranger", "/log/proof/consistency?from=" + newest().size() + "&to=" + newest().size());
        assertThat(grown.json().get("path").isEmpty()).isTrue();
        Answer fromSeven = service.get("reader", "/log/proof/consistency?from=7&to=12");
        List<Hash> path = StreamSupport.stream(fromSeven.json().get("path").spliterator(), false)
                .map(hash -> Hash.parseBase64(hash.asString()))
                .toList();
        new ConsistencyProof(7, 12, path).verify(root(7), root(12));
    }

    private static Hash root(int size) {
        byte[] leaves = service.getBytes("reader", "/log/tile/0/000.p/" + size);
        Frontier tree = new Frontier();
        for (int i = 0; i < size; i++) {
            tree.append(Hash.at(leaves, i * Hash.BYTES));
        }
        return tree.root();
    }

    @Test
    void hashes_are_for_every_user_and_entries_for_auditors_only() {
        assertThat(service.get("stranger", "/log/checkpoint").status()).isEqualTo(200);
        assertThat(service.get("stranger", "/log/tile/0/000.p/3").status()).isEqualTo(200);
        for (String path : List.of("/log/tile/entries/000.p/3", "/log/proof/bundle/3")) {
            assertThat(service.get("reader", path).status()).as(path).isEqualTo(403);
            assertThat(service.get("operator", path).status()).as(path).isEqualTo(403);
            assertThat(service.get("auditor", path).status()).as(path).isEqualTo(200);
            assertThat(service.get("", path).status()).as(path).isEqualTo(401);
        }
        assertThat(service.get("", "/log/checkpoint").status()).isEqualTo(401);
    }

    @Test
    void what_never_changes_may_be_kept_and_what_changes_may_not() {
        Answer tile = service.get("reader", "/log/tile/0/000.p/3");
        assertThat(tile.header("cache-control")).contains("immutable").contains("private");
        assertThat(tile.header("content-type")).isEqualTo("application/octet-stream");
        Answer checkpoint = service.get("reader", "/log/checkpoint");
        assertThat(checkpoint.header("cache-control")).isEqualTo("max-age=1, private");
        assertThat(checkpoint.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "/log/tile/0/1, path, TilePathMustBeWellFormed",
        "/log/tile/0/000.p/0, path, TilePathMustBeWellFormed",
        "/log/tile/0/000.p/256, path, TilePathMustBeWellFormed",
        "/log/tile/00/000, path, TilePathMustBeWellFormed",
        "/log/tile/64/000, path, TilePathMustBeWellFormed",
        "/log/tile/entries/x000/000, path, TilePathMustBeWellFormed",
        "/log/proof/inclusion?position=x, position, NumberMustBeWhole",
        "/log/proof/inclusion?position=-1, position, NumberMustBeWhole",
        "/log/proof/inclusion?position=05, position, NumberMustBeWhole",
        "/log/proof/inclusion?position=9999999999999999999, position, NumberMustBeWhole",
        "/log/proof/inclusion, position, ParameterIsRequired",
        "/log/proof/consistency?from=0&to=3, from, SizesMustFollowOneAnother",
        "/log/proof/consistency?from=4&to=3, from, SizesMustFollowOneAnother",
        "/log/proof/consistency?from=3&to=1e3, to, NumberMustBeWhole",
        "/log/proof/bundle/first, position, NumberMustBeWhole"
    })
    void what_is_written_otherwise_is_a_problem_that_names_field_and_rule(String path, String field, String rule) {
        Answer refused = service.get("auditor", path);
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.header("content-type")).startsWith("application/problem+json");
        assertThat(refused.json().get("field").asString()).isEqualTo(field);
        assertThat(refused.json().get("rule").asString()).isEqualTo(rule);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/log/tile/0/000",
                "/log/tile/0/001.p/1",
                "/log/tile/1/000.p/1",
                "/log/tile/63/000.p/1",
                "/log/tile/entries/000.p/255",
                "/log/proof/inclusion?position=100000",
                "/log/proof/consistency?from=3&to=100000",
                "/log/proof/bundle/9223372036854775807"
            })
    void what_lies_beyond_the_log_is_not_found(String path) {
        Answer missing = service.get("auditor", path);
        assertThat(missing.status()).as(missing.body()).isEqualTo(404);
        assertThat(missing.json().get("rule").asString()).isEqualTo("MustBeWithinTheSealedLog");
    }

    @Test
    void an_operator_sees_how_sealing_fares() {
        Eventually.await(
                "health",
                () -> service.get("operator", "/actuator/health").body().contains("\"publishedSize\":" + 2 * COMMANDS));
        assertThat(service.get("operator", "/actuator/health").body()).contains("\"sealedSize\":" + 2 * COMMANDS);
        assertThat(service.get("operator", "/actuator/prometheus").body())
                .contains("iop_sealer_lag", "iop_sealer_broken", "iop_sealer_failures", "iop_checkpoints_failures");
    }
}
