package se.iopledger.shell.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a command once, refuses one over the limit before it fills the memory, and reckons the digest by
 * which a repeated request is told from another with the same key.
 */
final class BodyFilter extends OncePerRequestFilter {
    static final String DIGEST = BodyFilter.class.getName() + ".digest";

    /** Far above the largest agreement's terms, which an entry of the log would refuse at a quarter of this. */
    static final int MOST_BYTES = 256 * 1024;

    /** A day's statement of a large municipality is a fraction of it; what reads XML has limits of its own below it. */
    static final int MOST_XML_BYTES = 24 * 1024 * 1024;

    private final ProblemWriter problems;

    BodyFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = mostBytes(request);
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            problems.write(
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "BodyMustFitTheLimit",
                    "the body is larger than " + most + " bytes");
            return;
        }
        request.setAttribute(DIGEST, digest(request, body));
        chain.doFilter(new BufferedRequest(request, body), response);
    }

    private static int mostBytes(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).matches("(application|text)/xml\\s*(;.*)?")
                ? MOST_XML_BYTES
                : MOST_BYTES;
    }

    private static String digest(HttpServletRequest request, byte[] body) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            String what = request.getMethod() + "\n" + request.getRequestURI() + "\n" + request.getContentType() + "\n";
            sha256.update(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(body));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static final class BufferedRequest extends HttpServletRequestWrapper {
        private final byte[] body;

        BufferedRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            ByteArrayInputStream bytes = new ByteArrayInputStream(body);
            return new ServletInputStream() {
                @Override
                public int read() {
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    return bytes.read(target, offset, length);
                }

                @Override
                public boolean isFinished() {
                    return bytes.available() == 0;
                }

                @Override
                public boolean isReady() {
                    return true;
                }

                @Override
                public void setReadListener(ReadListener listener) {
                    throw new IllegalStateException("the body is read already");
                }
            };
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }
}
