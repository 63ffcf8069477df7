/**
 * What happens to agreements: the events of agreement-service (topic {@code iop.agreements}).
 *
 * <p>Boundary: records only. A released event never changes shape: a change is a new version with an upcaster, and the
 * golden example of the old one stays.
 */
@NullMarked
package se.iopledger.contracts.agreement;

import org.jspecify.annotations.NullMarked;
