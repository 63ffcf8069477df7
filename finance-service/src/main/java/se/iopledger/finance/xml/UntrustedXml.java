package se.iopledger.finance.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Opens XML from outside so that nothing in it is acted on: no document type is processed, no entity is replaced, nothing
 * outside the document is asked for, and no more bytes are read than are allowed. What a document type or an entity means
 * for the message is for its reader to say: both arrive as events.
 */
public final class UntrustedXml {
    private static final XMLInputFactory FACTORY = factory();

    private UntrustedXml() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    /**
     * A reader at the beginning of a document.
     *
     * @param mostBytes up to which it is read; past that, reading fails and {@link #isTooLarge} says so
     * @throws XMLStreamException if not even its first bytes are XML
     */
    public static XMLStreamReader open(InputStream document, int mostBytes) throws XMLStreamException {
        try {
            return FACTORY.createXMLStreamReader(new Limited(document, mostBytes));
        } catch (RuntimeException damaged) {
            throw new XMLStreamException(damaged);
        }
    }

    /**
     * The next event. Damaged bytes are not a failure of ours, whatever a parser throws at them.
     *
     * @throws XMLStreamException if there is none
     */
    public static int next(XMLStreamReader reader) throws XMLStreamException {
        try {
            return reader.next();
        } catch (RuntimeException damaged) {
            throw new XMLStreamException(damaged);
        }
    }

    /** Whether reading failed since the document has more bytes than are read. */
    public static boolean isTooLarge(XMLStreamException failure) {
        for (Throwable cause = failure; cause != null; cause = causeOf(cause)) {
            if (cause instanceof TooLarge) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable causeOf(Throwable failure) {
        return failure instanceof XMLStreamException xml && xml.getNestedException() != null
                ? xml.getNestedException()
                : failure.getCause();
    }

    /** Bytes up to the limit. */
    private static final class Limited extends FilterInputStream {
        private int left;

        Limited(InputStream document, int mostBytes) {
            super(document);
            left = mostBytes;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                take(1);
            }
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) {
                take(read);
            }
            return read;
        }

        private void take(int bytes) throws TooLarge {
            left -= bytes;
            if (left < 0) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    private static final class TooLarge extends IOException {}
}
