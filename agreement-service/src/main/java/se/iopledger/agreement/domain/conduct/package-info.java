/**
 * How the parties keep the agreement: deficiencies and the plans to remedy them, dialogues, deviations, and requirements
 * checked and evidenced.
 *
 * <p>Boundary: records what went on, and says which deadlines passed; what a party may do because of it is said in
 * {@code exit}.
 */
@NullMarked
package se.iopledger.agreement.domain.conduct;

import org.jspecify.annotations.NullMarked;
