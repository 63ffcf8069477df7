package se.iopledger.finance.order;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.iopledger.finance.schedule.FollowedAgreements;
import se.iopledger.finance.schedule.FollowedAgreements.Followed;

/** Asks agreement-service over HTTP for an agreement's version, and compares it with what has had its effect here. */
final class ServedAgreements implements Agreements {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(0|[1-9][0-9]{0,8})\"");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final AgreementServiceSettings settings;
    private final FollowedAgreements followed;

    ServedAgreements(AgreementServiceSettings settings, FollowedAgreements followed) {
        this.settings = settings;
        this.followed = followed;
    }

    @Override
    public Heard heard(String agreementId) {
        Answer answer = ask(agreementId);
        if (answer.version().isEmpty()) {
            return new Heard.NotYet(answer.why());
        }
        long recorded = answer.version().getAsLong();
        Optional<Followed> here = followed(agreementId);
        if (here.isEmpty()) {
            return new Heard.NotYet("nothing was heard of it here");
        }
        if (here.get().parked() > 0) {
            return new Heard.Stuck(here.get().parked() + " of its events are dead letters");
        }
        String refusal = here.get().refusal();
        if (refusal != null) {
            return new Heard.Stuck("an event of it had no effect here: " + refusal);
        }
        return here.get().version() < recorded
                ? new Heard.NotYet("agreement-service has recorded version " + recorded
                        + " of it, and what has had its effect here is version "
                        + here.get().version())
                : new Heard.UpToDate((int) recorded);
    }

    private Optional<Followed> followed(String agreementId) {
        try {
            return followed.of(agreementId);
        } catch (SQLException away) {
            throw new IllegalStateException("how far agreement " + agreementId + " is followed cannot be read", away);
        }
    }

    /** @param why there is no version, for a person */
    private record Answer(OptionalLong version, String why) {
        static Answer none(String why) {
            return new Answer(OptionalLong.empty(), why);
        }
    }

    private Answer ask(String agreementId) {
        if (!settings.isConfigured()) {
            return Answer.none("iop.agreements.address, iop.agreements.user and iop.agreements.password are not"
                    + " configured, so agreement-service cannot be asked");
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.base() + "/agreements/" + agreementId))
                .header("Authorization", authorization(settings))
                .timeout(PATIENCE)
                .GET()
                .build();
        try {
            HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
            if (response.statusCode() != 200) {
                return Answer.none("agreement-service answers with status " + response.statusCode());
            }
            return version(response.headers().firstValue("ETag").orElse(null));
        } catch (IOException away) {
            return Answer.none(
                    "agreement-service does not answer (" + away.getClass().getSimpleName() + ")");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Answer.none("agreement-service was not waited for");
        }
    }

    private static Answer version(@Nullable String etag) {
        Matcher matcher = VERSION.matcher(etag == null ? "" : etag);
        return matcher.matches()
                ? new Answer(OptionalLong.of(Long.parseLong(matcher.group(1))), "")
                : Answer.none("agreement-service does not tell its version");
    }

    private static String authorization(AgreementServiceSettings settings) {
        String credentials = settings.user() + ":" + settings.password();
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
