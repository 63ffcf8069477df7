package se.iopledger.agreement.testing;

import java.util.List;
import se.iopledger.contracts.terms.Terms;

/** The five real agreements. */
public final class Five {
    public static final Terms UPP = Paper.of("UPP").terms();
    public static final Terms LUN = Paper.of("LUN").terms();
    public static final Terms NOR = Paper.of("NOR").terms();
    public static final Terms LIN = Paper.of("LIN").terms();
    public static final Terms STO = Paper.of("STO").terms();

    public static final List<Terms> ALL = List.of(UPP, LUN, NOR, LIN, STO);

    private Five() {}
}
