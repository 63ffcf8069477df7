package se.iopledger.contracts.terms;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;

/**
 * Something the documents say in one place, kept so that it can be compared: two statements on the same subject must
 * agree, and what is stated as a sum or a share must be one. In JSON the field {@code kind} tells which.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Statement.OfAmount.class, name = "AMOUNT"),
    @JsonSubTypes.Type(value = Statement.OfDate.class, name = "DATE"),
    @JsonSubTypes.Type(value = Statement.OfText.class, name = "TEXT"),
    @JsonSubTypes.Type(value = Statement.OfReading.class, name = "READING"),
    @JsonSubTypes.Type(value = Statement.OfReference.class, name = "REFERENCE"),
    @JsonSubTypes.Type(value = Statement.OfSum.class, name = "SUM"),
    @JsonSubTypes.Type(value = Statement.OfShare.class, name = "SHARE"),
    @JsonSubTypes.Type(value = Statement.OfShareTotal.class, name = "SHARE_TOTAL")
})
public sealed interface Statement {
    /** What it is about; statements with the same subject are compared. */
    String subject();

    /** Where it stands, as decision text. */
    String place();

    /** What it bears on, or null where nothing that is executed depends on it. */
    @Nullable Topic topic();

    List<String> clauses();

    /** An amount stated in one place. */
    record OfAmount(
            String subject,
            String place,
            Money amount,

            @JsonPropertyDescription("The year whose grants together it states; compared with them.") @Nullable Integer fundingYear,

            @JsonPropertyDescription("What it includes, where that differs from place to place.") @Nullable String note,

            @Nullable Topic topic,
            List<String> clauses)
            implements Statement {
        public OfAmount {
            clauses = Absent.asEmpty(clauses);
        }
    }

    /** A date stated in one place. */
    record OfDate(
            String subject,
            String place,
            LocalDate date,
            @Nullable Topic topic,
            List<String> clauses) implements Statement {
        public OfDate {
            clauses = Absent.asEmpty(clauses);
        }
    }

    /** What one place says in words; another text on the same subject contradicts it. */
    record OfText(
            String subject,
            String place,
            String text,
            @Nullable Topic topic,
            List<String> clauses) implements Statement {
        public OfText {
            clauses = Absent.asEmpty(clauses);
        }
    }

    /** One way to read a place that can be read in several; each reading is written down. */
    record OfReading(
            String subject,
            String place,
            String reading,
            @Nullable Topic topic,
            List<String> clauses) implements Statement {
        public OfReading {
            clauses = Absent.asEmpty(clauses);
        }
    }

    /** What a heading announces or a place refers to inside the documents. */
    record OfReference(
            String subject,
            String place,
            String refersTo,

            @JsonPropertyDescription("Whether the documents hold what is referred to.")
            boolean found,

            @Nullable Topic topic,
            List<String> clauses)
            implements Statement {
        public OfReference {
            clauses = Absent.asEmpty(clauses);
        }
    }

    /** A sum stated beside the parts it is made of. */
    record OfSum(
            String subject,
            String place,
            List<Money> parts,
            Money stated,
            @Nullable Topic topic,
            List<String> clauses) implements Statement {
        public OfSum {
            parts = Absent.asEmpty(parts);
            clauses = Absent.asEmpty(clauses);
        }
    }

    /** A share in percent stated beside the part and the whole. */
    record OfShare(
            String subject,
            String place,
            Money part,
            Money whole,
            BigDecimal statedPercent,
            @Nullable Topic topic,
            List<String> clauses)
            implements Statement {
        public OfShare {
            clauses = Absent.asEmpty(clauses);
        }
    }

    /** What the stated shares of one whole come to together. */
    record OfShareTotal(
            String subject,
            String place,

            @JsonPropertyDescription("Sum of the stated shares, in percent.")
            BigDecimal percentTotal,

            @Nullable Topic topic,
            List<String> clauses)
            implements Statement {
        public OfShareTotal {
            clauses = Absent.asEmpty(clauses);
        }
    }
}
