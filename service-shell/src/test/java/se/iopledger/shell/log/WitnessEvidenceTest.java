package se.iopledger.shell.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.iopledger.eventlog.complete.Evidence.Memory;
import se.iopledger.proofs.DoesNotHold;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.Checkpoint;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.SigningKey;

/** A start asks the witness over HTTP how far the log had come. */
class WitnessEvidenceTest {
    private static final String ORIGIN = "ledger.example/a-service";
    private static final String USER = "auditor";
    private static final String PASSWORD = "secret";

    private final SigningKey log = SigningKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
    private final SigningKey another = SigningKey.generate(ORIGIN, SignatureType.ED25519, new SecureRandom());
    private final SigningKey witness =
            SigningKey.generate("witness.example", SignatureType.COSIGNATURE_V1, new SecureRandom());
    private final List<String> asked = new ArrayList<>();
    private HttpServer reporting;
    private int status = 200;
    private byte[] answer = {};

    @BeforeEach
    void serve() throws IOException {
        reporting = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        reporting.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(status, answer.length);
            try (var body = exchange.getResponseBody()) {
                body.write(answer);
            }
        });
        reporting.start();
    }

    @AfterEach
    void stop() {
        reporting.stop(0);
    }

    private WitnessEvidence evidence() {
        String address = "http://" + reporting.getAddress().getHostString() + ":"
                + reporting.getAddress().getPort() + "/";
        return new WitnessEvidence(
                new ServedJournal(new JournalSettings(address, USER, PASSWORD, null), "a-service"),
                List.of(log.verifier()));
    }

    private SignedNote cosigned(SigningKey by) {
        Checkpoint checkpoint = new Checkpoint(ORIGIN, 42, Hash.of(new byte[Hash.BYTES]));
        return checkpoint.signedBy(List.of(by)).with(witness.cosign(checkpoint, Instant.parse("2026-01-02T03:04:05Z")));
    }

    @Test
    void it_remembers_the_size_that_it_cosigned_last() {
        answer = cosigned(log).bytes();

        assertThat(evidence().ask()).isEqualTo(Memory.of(42));
        assertThat(asked)
                .containsExactly("/witness/a-service/checkpoint Basic "
                        + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void what_the_log_did_not_sign_is_no_memory() {
        answer = cosigned(another).bytes();

        assertThatThrownBy(() -> evidence().ask()).isInstanceOf(DoesNotHold.class);
    }

    @Test
    void an_answer_that_cannot_be_read_is_told_and_no_start_waits_for_it() {
        answer = "no note".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> evidence().ask()).isInstanceOf(Malformed.class);

        answer = "down for a while".getBytes(StandardCharsets.UTF_8);
        status = 503;
        assertThatThrownBy(() -> evidence().ask())
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("status 503: down for a while");

        answer = new byte[SignedNote.MOST_BYTES + 1];
        status = 200;
        assertThatThrownBy(() -> evidence().ask()).hasMessageContaining("more than " + SignedNote.MOST_BYTES);

        WitnessEvidence away = evidence();
        reporting.stop(0);
        assertThatThrownBy(() -> away.ask()).hasMessageContaining("does not answer");
        assertThat(away.isAwaited()).isFalse();
    }
}
