package se.iopledger.local.machine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.local.screen.CannotContinue;

class MemoryTest {

    @TempDir
    Path temporary;

    @Test
    void too_little_available_memory_is_said_in_numbers() throws IOException {
        Path file = Files.writeString(
                temporary.resolve("meminfo"), "MemTotal:  8000000 kB\nMemFree:  10 kB\nMemAvailable:  1048576 kB\n");

        assertThatThrownBy(() -> Memory.requireEnough(file))
                .isInstanceOf(CannotContinue.class)
                .hasMessageContaining("1024 MiB are available")
                .hasMessageContaining("1536 MiB are needed");
    }

    @Test
    void what_caches_hold_counts_as_available() throws IOException {
        Path file = Files.writeString(
                temporary.resolve("meminfo"), "MemTotal:  8000000 kB\nMemFree:  10 kB\nMemAvailable:  1572864 kB\n");

        assertThatCode(() -> Memory.requireEnough(file)).doesNotThrowAnyException();
    }

    @Test
    void a_system_that_does_not_say_is_believed() {
        assertThatCode(() -> Memory.requireEnough(temporary.resolve("absent"))).doesNotThrowAnyException();
    }
}
