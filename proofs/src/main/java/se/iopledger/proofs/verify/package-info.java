/**
 * The program that an auditor runs: {@code java -jar proofs.jar}. It says what holds, what does not, and where.
 *
 * <p>Boundary: reads files and writes text. What it finds out it can also tell a caller ({@link
 * se.iopledger.proofs.verify.Report}); nothing here fetches, stores or decides whom to trust.
 */
@NullMarked
package se.iopledger.proofs.verify;

import org.jspecify.annotations.NullMarked;
