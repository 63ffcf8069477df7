package se.iopledger.local.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path temporary;

    @Test
    void passwords_are_random_per_folder_and_stay_the_same_in_it() {
        try (DataFolder one = DataFolder.open(temporary.resolve("one"));
                DataFolder other = DataFolder.open(temporary.resolve("other"))) {
            String password = Secrets.in(one).password("postgres");

            assertThat(password).hasSize(24);
            assertThat(Secrets.in(one).password("postgres")).isEqualTo(password);
            assertThat(Secrets.in(one).password("agreement_app")).isNotEqualTo(password);
            assertThat(Secrets.in(other).password("postgres")).isNotEqualTo(password);
        }
    }

    @Test
    void only_the_owner_may_read_them() throws IOException {
        try (DataFolder folder = DataFolder.open(temporary.resolve("one"))) {
            Secrets.in(folder).password("postgres");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.file("secrets.properties"))))
                    .isEqualTo("rw-------");
        }
    }
}
