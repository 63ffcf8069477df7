package se.iopledger.finance.domain.index;

import com.google.errorprone.annotations.CheckReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.iopledger.contracts.finance.IndexEvent;
import se.iopledger.contracts.finance.IndexEvent.IndexCeased;
import se.iopledger.contracts.finance.IndexEvent.IndexResumed;
import se.iopledger.contracts.finance.IndexEvent.IndexValueRecorded;
import se.iopledger.contracts.finance.IndexValue;
import se.iopledger.contracts.model.Decision;
import se.iopledger.contracts.model.Rejection;
import se.iopledger.finance.domain.index.IndexCommand.CeaseIndex;
import se.iopledger.finance.domain.index.IndexCommand.RecordIndexValues;
import se.iopledger.finance.domain.index.IndexCommand.ResumeIndex;

/** Decides about one price index. */
@CheckReturnValue
public final class IndexDecider {
    private IndexDecider() {}

    /** Values that are recorded already are no event; where one of several is refused, none is recorded. */
    public static Decision<IndexEvent> decide(IndexCommand command, IndexSeries series) {
        return switch (command) {
            case RecordIndexValues recording -> record(recording, series);
            case CeaseIndex ceasing -> cease(ceasing, series);
            case ResumeIndex resuming -> resume(resuming, series);
        };
    }

    private static Decision<IndexEvent> record(RecordIndexValues command, IndexSeries series) {
        Optional<Rejection> empty = IndexRules.somethingMustBeRecorded(command);
        if (empty.isPresent()) {
            return Decision.rejected(empty.get());
        }
        List<IndexEvent> events = new ArrayList<>();
        IndexSeries sofar = series;
        for (int row = 0; row < command.values().size(); row++) {
            IndexValue value = command.values().get(row);
            Optional<Rejection> broken = IndexRules.brokenBy(value, "/values/" + row, command.mandate(), sofar);
            if (broken.isPresent()) {
                return Decision.rejected(broken.get());
            }
            if (!isRecorded(value, sofar)) {
                IndexEvent recorded = new IndexValueRecorded(command.indexId(), command.index(), value);
                events.add(recorded);
                sofar = sofar.after(recorded);
            }
        }
        return Decision.accepted(events);
    }

    private static boolean isRecorded(IndexValue value, IndexSeries series) {
        return series.of(value.year(), value.edition())
                .filter(known -> known.status() == value.status()
                        && known.percent().compareTo(value.percent()) == 0
                        && known.source().equals(value.source()))
                .isPresent();
    }

    private static Decision<IndexEvent> cease(CeaseIndex command, IndexSeries series) {
        Optional<Rejection> broken = IndexRules.lastYearMustBeReasonable(command.lastYear())
                .or(() -> IndexRules.sourceMustBeGiven("/source", command.source()))
                .or(() -> IndexRules.nothingMustBeRecordedAfterTheLastYear(command, series));
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        Integer before = series.lastYear();
        return Decision.accepted(
                before != null && before == command.lastYear()
                        ? List.of()
                        : List.of(new IndexCeased(
                                command.indexId(), command.index(), command.lastYear(), command.source())));
    }

    private static Decision<IndexEvent> resume(ResumeIndex command, IndexSeries series) {
        Optional<Rejection> broken = IndexRules.sourceMustBeGiven("/source", command.source());
        if (broken.isPresent()) {
            return Decision.rejected(broken.get());
        }
        return Decision.accepted(
                series.lastYear() == null
                        ? List.of()
                        : List.of(new IndexResumed(command.indexId(), command.index(), command.source())));
    }
}
