package se.iopledger.agreement.domain.terms;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.OrganisationNumber;

/**
 * Every value of a tree of records, with the JSON pointer under which a document has it: for rules that concern all texts,
 * all amounts or all dates, also those of fields added later.
 */
public final class Leaves {
    /** A value that has no parts, or is a value type of its own. */
    public record Leaf(String pointer, Object value) {}

    private final List<Leaf> found = new ArrayList<>();

    private Leaves() {}

    /** All values, in the order of the records' components. */
    public static List<Leaf> of(Record tree) {
        Leaves leaves = new Leaves();
        leaves.visitRecord("", tree);
        return List.copyOf(leaves.found);
    }

    private void visit(String pointer, @Nullable Object value) {
        switch (value) {
            case null -> {
                // Left out by the paper.
            }
            case Money _, OrganisationNumber _ -> found.add(new Leaf(pointer, value));
            case Record part -> visitRecord(pointer, part);
            case List<?> list -> {
                for (int index = 0; index < list.size(); index++) {
                    visit(pointer + "/" + index, list.get(index));
                }
            }
            case Map<?, ?> table -> table.forEach((key, part) -> visit(pointer + "/" + key, part));
            default -> found.add(new Leaf(pointer, value));
        }
    }

    private void visitRecord(String pointer, Record part) {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
            visit(pointer + "/" + component.getName(), valueOf(component, part));
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record part) {
        try {
            return component.getAccessor().invoke(part);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the records of contracts are public", impossible);
        }
    }
}
