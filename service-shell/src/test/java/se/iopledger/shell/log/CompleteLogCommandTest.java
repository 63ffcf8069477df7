package se.iopledger.shell.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.iopledger.shell.ServiceMain;

/** A service's program that is called with {@code complete-log} serves nothing: it does that one step and ends. */
class CompleteLogCommandTest {
    /** Would fail as a service: it has nothing of one. */
    static final class Program {
        public static void main(String[] arguments) {
            ServiceMain.run(Program.class, arguments);
        }
    }

    @TempDir
    private Path folder;

    @Test
    void its_settings_come_after_it_and_what_is_missing_is_named() throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        CompleteLog.COMMAND,
                        "--with-unsigned",
                        "--spring.application.name=a-service",
                        "--iop.database.url=jdbc:postgresql://localhost/nowhere")
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(CompleteLog.NOT_DONE);
            assertThat(Files.readString(told)).contains("complete-log: ").contains("iop.database");
        } finally {
            program.destroyForcibly();
        }
    }
}
