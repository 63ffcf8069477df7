package se.iopledger.reporting.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;

class WitnessKeysTest {
    private static final String NAME = "audit.example/witness";
    private static final Duration SOME_TIME = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private static SigningKey own(@Nullable String name, @Nullable String key, @Nullable Path file, boolean create) {
        return WitnessKeys.own(new WitnessSettings(
                name, key, file == null ? null : file.toString(), create, SOME_TIME, SOME_TIME, List.of()));
    }

    private static SigningKey newKey(String name, SignatureType type) {
        return SigningKey.generate(name, type, new SecureRandom());
    }

    @Test
    void a_first_start_on_ones_own_machine_makes_a_key_that_its_owner_alone_may_read_and_keeps_it() throws IOException {
        Path file = folder.resolve("new-folder").resolve("key");
        SigningKey made = own(NAME, null, file, true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.verifier().name()).isEqualTo(NAME);
        assertThat(made.verifier().type()).isEqualTo(SignatureType.COSIGNATURE_V1);
        assertThat(folder.resolve("new-folder/key.pub"))
                .hasContent(made.verifier().text());
        assertThat(own("another.example/name", null, file, true).verifier()).isEqualTo(made.verifier());
        try (var files = Files.list(folder.resolve("new-folder"))) {
            assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("new-folder/key.pub"));
        }
    }

    @Test
    void a_start_that_ended_between_the_key_and_its_public_one_is_made_up_for() throws IOException {
        Path file = folder.resolve("key");
        SigningKey made = own(NAME, null, file, true);
        Files.delete(folder.resolve("key.pub"));
        assertThat(own(NAME, null, file, true).verifier()).isEqualTo(made.verifier());
        assertThat(folder.resolve("key.pub")).hasContent(made.verifier().text());
    }

    @Test
    void no_key_is_made_unasked_or_without_a_name() {
        assertThatThrownBy(() -> own(NAME, null, folder.resolve("missing"), false))
                .hasMessageContaining("missing cannot be read");
        assertThatThrownBy(() -> own(" ", null, folder.resolve("missing"), true))
                .hasMessageContaining("a new key needs iop.witness.name");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void one_place_holds_the_key_and_it_is_a_witnesss() {
        SigningKey key = newKey(NAME, SignatureType.COSIGNATURE_V1);
        assertThat(own(null, key.secretText() + "\n", null, false).verifier()).isEqualTo(key.verifier());
        assertThatThrownBy(() -> own(NAME, null, null, true)).hasMessageContaining("IOP_WITNESS_SIGNING_KEY");
        assertThatThrownBy(() -> own(NAME, key.secretText(), folder.resolve("key"), true))
                .hasMessageContaining("and not both");
        String ofALog = newKey(NAME, SignatureType.ED25519).secretText();
        assertThatThrownBy(() -> own(null, ofALog, null, false))
                .hasMessageContaining("is a log's, which cosigns nothing")
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).doesNotContain(ofALog.substring(20)));
        String broken = key.secretText().replace("PRIVATE", "PRIVAT");
        assertThatThrownBy(() -> own(null, broken, null, false))
                .hasMessageContaining("iop.witness.signing-key")
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).doesNotContain(broken.substring(20)));
    }

    private static List<WitnessedLog> logs(@Nullable String key, @Nullable String keyFile) {
        return WitnessKeys.logs(new WitnessSettings(
                null,
                null,
                null,
                false,
                SOME_TIME,
                SOME_TIME,
                List.of(new WitnessSettings.Log("/a-service", key, keyFile, null, null, null))));
    }

    @Test
    void a_logs_public_keys_are_of_one_log_and_say_its_origin() {
        String first =
                newKey("ledger.example/a", SignatureType.ED25519).verifier().text();
        String second =
                newKey("ledger.example/a", SignatureType.ED25519).verifier().text();
        String foreign =
                newKey("ledger.example/b", SignatureType.ED25519).verifier().text();
        String witness = newKey("ledger.example/a", SignatureType.COSIGNATURE_V1)
                .verifier()
                .text();
        assertThat(logs(first + " " + second, null)).singleElement().satisfies(log -> {
            assertThat(log.origin()).isEqualTo("ledger.example/a");
            assertThat(log.keys()).hasSize(2);
        });
        assertThatThrownBy(() -> logs(first + " " + foreign, null)).hasMessageContaining("must be those of one log");
        assertThatThrownBy(() -> logs(witness, null)).hasMessageContaining("no witness's");
        assertThatThrownBy(() -> logs("no-key", null)).hasMessageContaining("/a-service cannot be read");
        assertThatThrownBy(() -> logs(" ", null)).hasMessageContaining("must be configured");
        assertThatThrownBy(() -> logs(null, folder.resolve("not-yet").toString()))
                .hasMessageContaining("are waited for");
    }
}
