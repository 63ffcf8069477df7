package se.iopledger.finance.bankfile;

/** Writes XML element by element, one a line, the same on every machine. */
final class XmlText {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;

    void open(String name) {
        open(name, "");
    }

    void open(String name, String attributes) {
        text.append("  ".repeat(depth)).append(tag(name, attributes)).append('\n');
        depth++;
    }

    void close(String name) {
        depth--;
        text.append("  ".repeat(depth)).append("</").append(name).append(">\n");
    }

    void leaf(String name, String value) {
        leaf(name, "", value);
    }

    void leaf(String name, String attributes, String value) {
        text.append("  ".repeat(depth))
                .append(tag(name, attributes))
                .append(escaped(value))
                .append("</")
                .append(name)
                .append(">\n");
    }

    private static String tag(String name, String attributes) {
        return attributes.isEmpty() ? "<" + name + ">" : "<" + name + " " + attributes + ">";
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
