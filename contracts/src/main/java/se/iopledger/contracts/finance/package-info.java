/**
 * What happens to funding and payments: the events of finance-service (topic {@code iop.payments}).
 *
 * <p>Boundary: records only. A released event never changes shape: a change is a new version with an upcaster, and the
 * golden example of the old one stays.
 */
@NullMarked
package se.iopledger.contracts.finance;

import org.jspecify.annotations.NullMarked;
