/**
 * The pure model of one agreement: its commands, its state and the features by which it decides.
 *
 * <p>Each feature is a package with its part of the state, its rules, its {@code decide} and its {@code evolve}: {@code
 * register}, {@code approve}, {@code sign}, {@code voiding}, {@code contact}, {@code exit}, {@code extend}. {@code life} is
 * what follows from all of them; {@link se.iopledger.agreement.domain.AgreementDecider} brings commands and events to
 * where they belong. Boundary: values in, values out; the JDK, JSpecify and contracts only. Clock and ids arrive in
 * commands.
 */
@NullMarked
package se.iopledger.agreement.domain;

import org.jspecify.annotations.NullMarked;
