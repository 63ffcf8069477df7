/**
 * What terms must fulfil to be registered at all: rules on their meaning, beyond what their schema can say.
 *
 * <p>Boundary: pure. What a paper may leave open or contradict is no concern of this package (see {@code finding}): here
 * stands only what no paper can mean, such as an end before the start.
 */
@NullMarked
package se.iopledger.agreement.domain.terms;

import org.jspecify.annotations.NullMarked;
