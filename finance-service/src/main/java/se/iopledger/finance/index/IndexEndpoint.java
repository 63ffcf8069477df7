package se.iopledger.finance.index;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.finance.PriceIndex;
import se.iopledger.finance.desk.CommandOperation;
import se.iopledger.finance.desk.FinanceDesk;
import se.iopledger.finance.domain.index.IndexCommand.CeaseIndex;
import se.iopledger.finance.domain.index.IndexCommand.RecordIndexValues;
import se.iopledger.finance.domain.index.IndexCommand.ResumeIndex;
import se.iopledger.finance.domain.index.IndexId;
import se.iopledger.finance.domain.index.IndexSeries;
import se.iopledger.shell.access.Role;
import se.iopledger.shell.access.SignedIn;
import se.iopledger.shell.aggregate.AggregateRuntime;
import se.iopledger.shell.aggregate.AggregateRuntime.Versioned;
import se.iopledger.shell.command.RequestKey;
import se.iopledger.shell.http.Problems;

/** Takes in what becomes known of a price index, and shows it. */
@RestController
class IndexEndpoint {
    private final FinanceDesk desk;
    private final AggregateRuntime aggregates;
    private final JdbcClient tables;

    IndexEndpoint(FinanceDesk desk, AggregateRuntime aggregates, JdbcClient tables) {
        this.desk = desk;
        this.aggregates = aggregates;
        this.tables = tables;
    }

    /**
     * What became known.
     *
     * @param values from 1 to 200
     * @param reason why, where one is given
     */
    record Values(List<IndexValue> values, @Nullable String reason) {}

    /**
     * The index is no longer published.
     *
     * @param lastYear the last year that it is published for
     * @param source where that is said
     */
    record Cessation(int lastYear, String source, @Nullable String reason) {}

    /** The index is published after all. */
    record Resumption(String source, @Nullable String reason) {}

    /** An index as one municipality keeps it. */
    record IndexAnswer(
            String municipality,
            PriceIndex index,

            @JsonPropertyDescription("The value of each year that holds, in order.")
            List<IndexValue> values,

            @JsonPropertyDescription("Every value that was recorded, also those that others hold instead of.")
            List<IndexValue> recorded,

            @JsonPropertyDescription("The last year that it is published for; left out as long as it is published.")
            @Nullable Integer lastYear,

            Following following) {}

    /** How far the agreements that follow an index have come with it. */
    record Following(
            @JsonPropertyDescription("How many agreements in force follow the index.")
            int agreements,

            @JsonPropertyDescription(
                    "How many of them have taken in the index as it stands; the others are on their way.")
            int upToDate) {}

    @Operation(
            summary = "A price index as the municipality keeps it",
            description =
                    "Of each year the value of the latest edition holds; within an edition a final value takes the"
                            + " place of a preliminary one.")
    @GetMapping("/municipalities/{municipality}/indices/{index}")
    ResponseEntity<?> index(@PathVariable String municipality, @PathVariable PriceIndex index, SignedIn user) {
        user.mustActFor(municipality);
        Versioned<IndexSeries> series = aggregates
                .stateOf(IndexId.of(municipality, index), IndexSeries.class)
                .orElseGet(() -> new Versioned<>(IndexSeries.NONE, -1));
        return ResponseEntity.ok()
                .eTag(Long.toString(series.version()))
                .body(new IndexAnswer(
                        municipality,
                        index,
                        series.state().values(),
                        series.state().recorded(),
                        series.state().lastYear(),
                        following(municipality, index, series.version())));
    }

    private Following following(String municipality, PriceIndex index, long version) {
        return tables.sql("""
                        SELECT count(*), count(*) FILTER (WHERE as_of >= :version) FROM followed_index
                        WHERE municipality = :municipality AND price_index = :index AND follows""")
                .param("version", version)
                .param("municipality", municipality)
                .param("index", index.name())
                .query((row, number) -> new Following(row.getInt(1), row.getInt(2)))
                .single();
    }

    @Operation(
            operationId = "recordIndexValues",
            summary = "Record values of a price index",
            description =
                    "Needs the role FINANCE_OFFICER. All values are recorded, or none. Every agreement that follows"
                            + " the index follows them; what was paid by other values is made up for by a difference.")
    @CommandOperation
    @PostMapping(
            path = "/municipalities/{municipality}/indices/{index}/values",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> record(
            @PathVariable String municipality,
            @PathVariable PriceIndex index,
            @RequestBody Values body,
            SignedIn user,
            RequestKey key) {
        return record(municipality, index, body.values(), body.reason(), user, key);
    }

    @Operation(
            operationId = "recordIndexTable",
            summary = "Record values of a price index from a table",
            description = "Needs the role FINANCE_OFFICER. UTF-8, a row per value under the heading"
                    + " year;edition;status;percent;source, separated by semicolons or commas. All rows are recorded, or"
                    + " none; each row that is wrong is named with what is wrong in it.")
    @CommandOperation
    @PostMapping(path = "/municipalities/{municipality}/indices/{index}/values", consumes = "text/csv")
    ResponseEntity<?> recordTable(
            @PathVariable String municipality,
            @PathVariable PriceIndex index,
            @RequestBody byte[] body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        user.mustActFor(municipality);
        return switch (IndexTable.read(body)) {
            case IndexTable.Read(List<IndexValue> values) -> record(municipality, index, values, null, user, key);
            case IndexTable.Unreadable(var problems) -> Problems.of(HttpStatus.UNPROCESSABLE_CONTENT, problems);
        };
    }

    private ResponseEntity<?> record(
            String municipality,
            PriceIndex index,
            List<IndexValue> values,
            @Nullable String reason,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        user.mustActFor(municipality);
        return desk.carryOut(
                new RecordIndexValues(IndexId.of(municipality, index), index, values, desk.mandate(user, reason)),
                municipality,
                key);
    }

    @Operation(
            operationId = "ceaseIndex",
            summary = "Record that a price index is no longer published",
            description = "Needs the role FINANCE_OFFICER. Agreements that follow it say so in what they wait for.")
    @CommandOperation
    @PostMapping("/municipalities/{municipality}/indices/{index}/cessation")
    ResponseEntity<?> cease(
            @PathVariable String municipality,
            @PathVariable PriceIndex index,
            @RequestBody Cessation body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        user.mustActFor(municipality);
        return desk.carryOut(
                new CeaseIndex(
                        IndexId.of(municipality, index),
                        index,
                        body.lastYear(),
                        body.source(),
                        desk.mandate(user, body.reason())),
                municipality,
                key);
    }

    @Operation(
            operationId = "resumeIndex",
            summary = "Record that a price index is published after all",
            description = "Needs the role FINANCE_OFFICER.")
    @CommandOperation
    @PostMapping("/municipalities/{municipality}/indices/{index}/resumption")
    ResponseEntity<?> resume(
            @PathVariable String municipality,
            @PathVariable PriceIndex index,
            @RequestBody Resumption body,
            SignedIn user,
            RequestKey key) {
        user.mustBe(Role.FINANCE_OFFICER);
        user.mustActFor(municipality);
        return desk.carryOut(
                new ResumeIndex(
                        IndexId.of(municipality, index), index, body.source(), desk.mandate(user, body.reason())),
                municipality,
                key);
    }
}
