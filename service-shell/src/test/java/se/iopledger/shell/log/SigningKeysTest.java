package se.iopledger.shell.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.proofs.note.SignatureType;
import se.iopledger.proofs.note.SigningKey;

class SigningKeysTest {
    private static final String ORIGIN = "ledger.example/a-service";

    @TempDir
    private Path folder;

    private static List<SigningKey> keys(@Nullable String keys, @Nullable Path file, boolean create) {
        return SigningKeys.of(new SealSettings(ORIGIN, keys, file == null ? null : file.toString(), null, create));
    }

    private static String newKey(SignatureType type) {
        return SigningKey.generate(ORIGIN, type, new SecureRandom()).secretText();
    }

    @Test
    void several_keys_stand_in_a_variable_or_a_file() throws IOException {
        String first = newKey(SignatureType.ED25519);
        String second = newKey(SignatureType.ED25519);
        assertThat(keys(first + " " + second, null, false))
                .extracting(SigningKey::secretText)
                .containsExactly(first, second);
        Path file = Files.writeString(folder.resolve("keys"), first + "\n\n" + second + "\n");
        assertThat(keys("", file, false)).extracting(SigningKey::secretText).containsExactly(first, second);
    }

    @Test
    void without_a_key_nothing_starts_and_it_is_said_how_to_make_one() {
        assertThatThrownBy(() -> keys(null, null, true))
                .hasMessageContaining("IOP_LOG_SIGNING_KEYS")
                .hasMessageContaining("key new " + ORIGIN);
        assertThatThrownBy(() -> keys(null, folder.resolve("missing"), false))
                .hasMessageContaining("missing cannot be read");
        assertThatThrownBy(() -> keys(newKey(SignatureType.ED25519), folder.resolve("both"), false))
                .hasMessageContaining("Only one of");
    }

    @Test
    void a_first_start_on_ones_own_machine_makes_a_key_that_its_owner_alone_may_read_and_keeps_it() throws IOException {
        Path file = folder.resolve("new-folder").resolve("key");
        List<SigningKey> made = keys(null, file, true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(made.getFirst().verifier().name()).isEqualTo(ORIGIN);
        assertThat(keys(null, file, true).getFirst().verifier())
                .isEqualTo(made.getFirst().verifier());
        try (var files = Files.list(folder.resolve("new-folder"))) {
            assertThat(files).containsExactlyInAnyOrder(file, folder.resolve("new-folder/key.pub"));
        }
        assertThat(folder.resolve("new-folder/key.pub"))
                .hasContent(made.getFirst().verifier().text());
    }

    @Test
    void instances_that_start_at_once_for_the_first_time_all_sign_with_one_key() throws Exception {
        for (int time = 0; time < 20; time++) {
            Path file = folder.resolve("key-" + time);
            List<Callable<List<SigningKey>>> starts = Collections.nCopies(8, () -> keys(null, file, true));
            try (ExecutorService instances = Executors.newFixedThreadPool(starts.size())) {
                Set<String> secrets = new HashSet<>();
                for (Future<List<SigningKey>> started : instances.invokeAll(starts)) {
                    started.get().forEach(key -> secrets.add(key.secretText()));
                }
                assertThat(secrets).hasSize(1);
            }
        }
    }

    @Test
    void a_key_that_is_none_is_refused_without_being_told() {
        String broken = newKey(SignatureType.ED25519).replace("PRIVATE", "PRIVAT");
        assertThatThrownBy(() -> keys(broken, null, false))
                .hasMessageContaining("iop.log.signing-keys, key 1")
                .satisfies(refused ->
                        assertThat(String.valueOf(refused.getMessage())).doesNotContain(broken.substring(20)));
        String witness = newKey(SignatureType.COSIGNATURE_V1);
        assertThatThrownBy(() -> keys(witness, null, false)).hasMessageContaining("a witness's key");
    }

    @Test
    void former_keys_are_public_ones() {
        SigningKey key = SigningKey.parse(newKey(SignatureType.ED25519));
        String vkey = key.verifier().text();
        assertThat(SigningKeys.former(new SealSettings(ORIGIN, null, null, vkey + " " + vkey, false)))
                .containsExactly(key.verifier(), key.verifier());
        assertThat(SigningKeys.former(new SealSettings(ORIGIN, null, null, "", false)))
                .isEmpty();
        SealSettings broken = new SealSettings(ORIGIN, null, null, "no key", false);
        assertThatThrownBy(() -> SigningKeys.former(broken)).hasMessageContaining("iop.log.former-keys");
    }

    @Test
    void a_log_has_a_name() {
        assertThatThrownBy(() -> new SealSettings(" ", null, null, null, false)).hasMessageContaining("IOP_LOG_ORIGIN");
    }
}
