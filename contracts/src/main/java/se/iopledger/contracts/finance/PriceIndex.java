package se.iopledger.contracts.finance;

/** A price index that amounts may follow. */
public enum PriceIndex {
    /** Omsorgsprisindex, published by SKR in December for the year to come. */
    OPI,
    /** Prisindex kommunal verksamhet, published by SKR and revised with every forecast. */
    PKV
}
