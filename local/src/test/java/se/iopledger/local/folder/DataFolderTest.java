package se.iopledger.local.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.local.screen.CannotContinue;

class DataFolderTest {

    @TempDir
    Path temporary;

    @Test
    void a_new_folder_is_for_its_owner_only() throws IOException {
        try (DataFolder folder = DataFolder.open(temporary.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.root())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void one_run_at_a_time_uses_a_folder() {
        try (DataFolder first = DataFolder.open(temporary.resolve("data"))) {
            assertThatThrownBy(() -> DataFolder.open(first.root()))
                    .isInstanceOf(CannotContinue.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
        DataFolder.open(temporary.resolve("data")).close();
    }

    @Test
    void a_folder_of_somebody_else_is_neither_used_nor_emptied() throws IOException {
        Path theirs = Files.writeString(temporary.resolve("thesis.txt"), "years of work");

        assertThatThrownBy(() -> DataFolder.open(temporary))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("not ours");
        assertThat(temporary).isDirectoryContaining(theirs::equals).isDirectoryNotContaining("glob:**lock");
    }

    @Test
    void starting_over_deletes_what_is_inside_and_follows_no_link() throws IOException {
        Path outside = Files.writeString(temporary.resolve("outside.txt"), "kept");
        try (DataFolder folder = DataFolder.open(temporary.resolve("data"))) {
            Files.writeString(folder.folder("postgres/data").resolve("PG_VERSION"), "18");
            Files.createSymbolicLink(folder.file("link"), outside);
            Files.createSymbolicLink(folder.file("link-to-folder"), temporary);

            folder.deleteContents();

            try (var left = Files.list(folder.root())) {
                assertThat(left.map(Path::getFileName).map(Path::toString))
                        .containsExactlyInAnyOrder(DataFolder.MARKER, DataFolder.LOCK);
            }
            assertThat(outside).hasContent("kept");
            assertThatThrownBy(() -> DataFolder.open(folder.root())).isInstanceOf(CannotContinue.class);
        }
    }
}
