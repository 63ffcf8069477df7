package se.iopledger.contracts.finance;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.iopledger.contracts.Money;
import se.iopledger.contracts.terms.DefaultRule;
import se.iopledger.contracts.terms.Manner;

/**
 * One payment that the terms ask for, with all that answers "why this amount, why this date".
 *
 * @param trancheId stable over every new derivation: {@code <year>-<number>-<payer>-<recipient>}
 * @param year calendar year, or number of the contract year
 * @param number 1 for the first tranche of the year
 * @param of how many tranches the year has
 * @param periodFirst first day of the time it pays for
 * @param periodLast last day of the time it pays for
 * @param amount kronor as the terms now say, before any adjustment that is not yet recorded
 * @param guaranteed what may be paid before all is decided: all of a committed amount, adjusted as far as it is known; for
 *     a plan the floor that the paper sets, or nothing
 * @param dueDate day of payment, a Swedish bank day; for a tranche paid against invoice the first day on which it may be
 *     invoiced, shown as its expected date, since it is paid some days after the invoice was received; null where neither
 *     paper nor a chosen default dates it
 * @param standing whether amount may still change
 * @param settlement whether this ledger pays it
 * @param manner what makes it payable
 * @param clauses the clauses of amount and date
 * @param calculation how amount and date were arrived at, for a person
 * @param assumptions the chosen defaults that amount or date rest on
 * @param readings where the paper can be read in several ways: what each reading gives; empty elsewhere
 */
public record Tranche(
        String trancheId,
        String payer,
        String recipient,
        int year,
        int number,
        int of,
        LocalDate periodFirst,
        LocalDate periodLast,
        Money amount,
        Money guaranteed,
        @Nullable LocalDate dueDate,
        Standing standing,
        Settlement settlement,
        Manner manner,
        List<String> clauses,
        String calculation,
        List<DefaultRule> assumptions,
        List<Reading> readings) {
    public Tranche {
        clauses = List.copyOf(clauses);
        assumptions = List.copyOf(assumptions);
        readings = List.copyOf(readings);
    }

    /** Whether the amount may still change by the agreement's own rules. */
    public enum Standing {
        FIRM,
        /** A plan, or an amount whose adjustment is not yet recorded. */
        PROVISIONAL
    }

    /** Who settles it. */
    public enum Settlement {
        HERE,
        /** Due before the agreement's takeover date: can never be ordered here. */
        ELSEWHERE
    }

    /**
     * What one reading of the paper gives.
     *
     * @param label the reading, as "from 2022-07-01"
     * @param amount kronor, or null where the reading needs a value that is not recorded, as an index
     * @param calculation how, for a person
     */
    public record Reading(String label, @Nullable Money amount, String calculation, List<String> clauses) {
        public Reading {
            clauses = List.copyOf(clauses);
        }
    }
}
