/**
 * The pure model of one agreement: its commands, its states and the rules by which it decides.
 *
 * <p>Purpose: says what may happen to an agreement, from its registration to its expiry or voiding, and what falls due
 * on which day. Boundary: values in, values out; the JDK, JSpecify and contracts only. Clock and ids arrive in commands.
 */
@NullMarked
package se.iopledger.agreement.domain;

import org.jspecify.annotations.NullMarked;
