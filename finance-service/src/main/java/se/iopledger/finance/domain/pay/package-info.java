/**
 * What is paid under one agreement: payables and their attest, the agreement's part in payment orders, what the bank made
 * of them, and stops of payments.
 *
 * <p>Boundary: pure. What is to be paid is the plan's to say; here nothing is paid that no tranche carries, nothing twice,
 * and nothing that two persons with a right have not attested as it stands.
 */
@NullMarked
package se.iopledger.finance.domain.pay;

import org.jspecify.annotations.NullMarked;
