package se.iopledger.shell.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.eventlog.personal.MasterKeys;

class KeySettingsTest {
    private static final String KEY = MasterKeys.generate("first");

    @Test
    void theMasterKeyComesFromAFileOrFromTheSettingItself(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("master-key"), KEY + "\n");

        assertThat(settings(null, file.toString()).masterKeys().current()).isEqualTo("first");
        assertThat(settings(KEY, null).masterKeys().current()).isEqualTo("first");
        assertThat(settings(KEY, " ").masterKeys().current()).isEqualTo("first");
    }

    @Test
    void thereIsOneMasterKeySettingAndNotTwoOrNone() {
        assertThatThrownBy(() -> settings(null, null))
                .hasMessageContaining("IOP_KEYS_MASTER_KEY_FILE")
                .hasMessageContaining("None is made up here");
        assertThatThrownBy(() -> settings(KEY, "/a/file")).hasMessageContaining("one of");
    }

    @Test
    void aFileThatCannotBeReadIsNamedAndItsContentsNeverAre(@TempDir Path folder) throws IOException {
        String absent = folder.resolve("absent").toString();
        assertThatThrownBy(() -> settings(null, absent).masterKeys())
                .hasMessage("iop.keys.master-key-file " + absent + " cannot be read");

        Path wrong = Files.writeString(folder.resolve("wrong"), "first:not-a-key");
        assertThatThrownBy(() -> settings(null, wrong.toString()).masterKeys())
                .message()
                .contains("32 bytes in Base64")
                .doesNotContain("not-a-key");
    }

    @Test
    void everyOtherSettingMustBeGiven() {
        assertThatThrownBy(() -> new KeySettings("jdbc:x", "app", "", "owner", "secret", KEY, null))
                .hasMessage("iop.keys.password must be configured (environment variable IOP_KEYS_PASSWORD)");
        assertThatThrownBy(() -> new KeySettings("jdbc:x", "app", "secret", "owner", " ", KEY, null))
                .hasMessage(
                        "iop.keys.owner-password must be configured (environment variable IOP_KEYS_OWNER_PASSWORD)");
    }

    @Test
    void settingsShowNoSecret() {
        assertThat(settings(KEY, null).toString()).isEqualTo("KeySettings jdbc:x");
    }

    private static KeySettings settings(@Nullable String masterKey, @Nullable String masterKeyFile) {
        return new KeySettings("jdbc:x", "app", "secret", "owner", "secret", masterKey, masterKeyFile);
    }
}
