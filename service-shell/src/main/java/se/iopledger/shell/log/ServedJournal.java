package se.iopledger.shell.log;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.iopledger.eventlog.complete.LogCopy;
import se.iopledger.proofs.Malformed;
import se.iopledger.proofs.merkle.Hash;
import se.iopledger.proofs.note.SignedNote;
import se.iopledger.proofs.note.VerifierKey;
import se.iopledger.proofs.tile.EntryBundles;
import se.iopledger.proofs.tile.TilePath;

/** The journal of one log and its cosigned checkpoint, as reporting-service serves them over HTTP. */
final class ServedJournal implements LogCopy {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BUNDLE_BYTES = TilePath.FULL_WIDTH * (2 + EntryBundles.MOST_ENTRY_BYTES);
    private static final int MOST_SIZE_BYTES = 1_000;
    private static final int QUOTED_BYTES = 500;
    private static final Pattern SIZE = Pattern.compile("\\{\"size\":(0|[1-9][0-9]{0,17})}");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI address;
    private final String log;
    private final String authorization;

    /**
     * @param log as reporting-service calls it, such as {@code agreement-service}
     * @throws IllegalStateException if the settings do not say where it is, and as whom to ask
     */
    ServedJournal(JournalSettings settings, String log) {
        if (!settings.isConfigured()) {
            throw new IllegalStateException("iop.journal.address, iop.journal.user and iop.journal.password must be"
                    + " configured (environment variables IOP_JOURNAL_ADDRESS and so on): where reporting-service keeps"
                    + " the copy of the log, and an AUDITOR there");
        }
        this.address = URI.create(Objects.requireNonNull(settings.address()).replaceFirst("/+$", ""));
        this.log = log;
        String credentials = settings.user() + ":" + settings.password();
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalStateException if there is none, or one cannot be read */
    static List<VerifierKey> witnessKeys(JournalSettings settings) {
        @Nullable String text = settings.witnessKey();
        if (text == null || text.isBlank()) {
            throw new IllegalStateException("iop.journal.witness-key must be configured (environment variable"
                    + " IOP_JOURNAL_WITNESS_KEY): the public key of the witness, as it was handed over");
        }
        try {
            return Arrays.stream(text.strip().split("\\s+"))
                    .map(VerifierKey::parse)
                    .toList();
        } catch (Malformed notAKey) {
            throw new IllegalStateException("iop.journal.witness-key: " + notAKey.getMessage(), notAKey);
        }
    }

    @Override
    public String name() {
        return "the journal of " + log;
    }

    @Override
    public SignedNote checkpoint() {
        return SignedNote.parse(get("/witness/" + log + "/checkpoint", SignedNote.MOST_BYTES));
    }

    @Override
    public long size() {
        String answer = new String(get("/journal/" + log, MOST_SIZE_BYTES), StandardCharsets.UTF_8);
        Matcher size = SIZE.matcher(answer);
        if (!size.matches()) {
            throw new Malformed(name() + " does not tell its size");
        }
        return Long.parseLong(size.group(1));
    }

    @Override
    public byte[] read(TilePath.Hashes tile) {
        return get("/journal/" + log + "/" + tile.text(), TilePath.FULL_WIDTH * Hash.BYTES);
    }

    @Override
    public byte[] entries(TilePath.Entries bundle) {
        return get("/journal/" + log + "/" + bundle.text(), MOST_BUNDLE_BYTES);
    }

    private byte[] get(String path, int mostBytes) {
        URI asked = URI.create(address + path);
        HttpRequest request = HttpRequest.newBuilder(asked)
                .header("Authorization", authorization)
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new Malformed(asked + " was answered with status " + response.statusCode() + ": "
                            + new String(body.readNBytes(QUOTED_BYTES), StandardCharsets.UTF_8));
                }
                byte[] content = body.readNBytes(mostBytes + 1);
                if (content.length > mostBytes) {
                    throw new Malformed(asked + " was answered with more than " + mostBytes + " bytes");
                }
                return content;
            }
        } catch (IOException failure) {
            throw new Malformed(asked + " does not answer: " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Malformed(asked + " was not waited for", interrupted);
        }
    }
}
