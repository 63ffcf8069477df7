package se.iopledger.contracts;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads an amount from text or from a number. A creator method would not do: Jackson hands it a JSON fraction by way of
 * {@code double}.
 */
final class MoneyReader extends StdScalarDeserializer<Money> {
    MoneyReader() {
        super(Money.class);
    }

    @Override
    public Money deserialize(JsonParser parser, DeserializationContext context) {
        JsonToken token = parser.currentToken();
        try {
            if (token == JsonToken.VALUE_STRING) {
                return Money.parse(parser.getString());
            }
            if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                return Money.ofKronor(parser.getDecimalValue());
            }
        } catch (IllegalArgumentException notAnAmount) {
            // Says which rule is broken; Jackson's own messages would repeat the value.
            return context.reportInputMismatch(Money.class, "%s", String.valueOf(notAnAmount.getMessage()));
        }
        return context.reportInputMismatch(Money.class, "an amount is text or a number");
    }
}
