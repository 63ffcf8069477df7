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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a command once, refuses one over the limit before it fills the memory, and reckons the digest by
 * which a repeated request is told from another with the same key. A path may have a limit of its own
 * ({@link LargeBodies}).
 */
final class BodyFilter extends OncePerRequestFilter {
    static final String DIGEST = BodyFilter.class.getName() + ".digest";

    /** Far above the largest agreement's terms, which an entry of the log would refuse at a quarter of this. */
    static final int MOST_BYTES = 256 * 1024;

    /** Up to which a body is looked at that nobody reads: past this, not even what it is is worth knowing. */
    private static final int MOST_DIGESTED_BYTES = 256 * 1024 * 1024;

    private static final int CHUNK_BYTES = 64 * 1024;

    private final ProblemWriter problems;
    private final Map<String, Integer> largeBodies;

    BodyFilter(ProblemWriter problems, List<LargeBodies> largeBodies) {
        this.problems = problems;
        this.largeBodies =
                largeBodies.stream().collect(Collectors.toUnmodifiableMap(LargeBodies::path, LargeBodies::mostBytes));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable Integer large = largeBodies.get(request.getRequestURI());
        int most = large == null ? MOST_BYTES : large;
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length <= most) {
            request.setAttribute(DIGEST, digest(request, body));
            chain.doFilter(new BufferedRequest(request, body), response);
            return;
        }
        Optional<OversizedBody> oversized = large == null ? Optional.empty() : withoutItsBytes(request, body);
        if (oversized.isEmpty()) {
            problems.write(
                    response,
                    HttpStatus.CONTENT_TOO_LARGE,
                    "BodyMustFitTheLimit",
                    "the body is larger than " + most + " bytes");
            return;
        }
        oversized.get().attachTo(request);
        request.setAttribute(DIGEST, digest(request, oversized.get().sha256().getBytes(StandardCharsets.UTF_8)));
        chain.doFilter(new BufferedRequest(request, new byte[0]), response);
    }

    /** Empty where it is larger than anybody would send. */
    private static Optional<OversizedBody> withoutItsBytes(HttpServletRequest request, byte[] beginning)
            throws IOException {
        MessageDigest sha256 = sha256();
        sha256.update(beginning);
        int bytes = beginning.length;
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = request.getInputStream().read(chunk);
                read >= 0;
                read = request.getInputStream().read(chunk)) {
            sha256.update(chunk, 0, read);
            bytes += read;
            if (bytes > MOST_DIGESTED_BYTES) {
                return Optional.empty();
            }
        }
        return Optional.of(new OversizedBody(bytes, HexFormat.of().formatHex(sha256.digest())));
    }

    private static String digest(HttpServletRequest request, byte[] body) {
        MessageDigest sha256 = sha256();
        String what = request.getMethod() + "\n" + request.getRequestURI() + "\n" + request.getContentType() + "\n";
        sha256.update(what.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(sha256.digest(body));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
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
