package se.iopledger.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {

    @TempDir
    Path temporary;

    @Test
    void a_key_is_made_once_and_only_its_owner_may_read_it() throws Exception {
        try (DataFolder folder = DataFolder.open(temporary.resolve("data"))) {
            Path file = MasterKeyFile.in(folder);
            String key = Files.readString(file);

            assertThat(key).matches("local-[0-9a-f]{8}:[A-Za-z0-9+/]{43}=\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(MasterKeyFile.in(folder))).isEqualTo(key);
        }
    }

    @Test
    void every_folder_has_a_key_and_an_id_of_its_own() throws Exception {
        try (DataFolder one = DataFolder.open(temporary.resolve("one"));
                DataFolder other = DataFolder.open(temporary.resolve("other"))) {
            String key = Files.readString(MasterKeyFile.in(one));
            String otherKey = Files.readString(MasterKeyFile.in(other));
            assertThat(key.substring(0, key.indexOf(':'))).isNotEqualTo(otherKey.substring(0, otherKey.indexOf(':')));
            assertThat(key.substring(key.indexOf(':'))).isNotEqualTo(otherKey.substring(otherKey.indexOf(':')));
        }
    }
}
