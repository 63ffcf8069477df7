package se.iopledger.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, and cuts a connection at every so manyth piece that passes: after the server has
 * been given a request, or before the client is given the answer.
 */
final class CuttingRelay implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final int cutEvery;
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicInteger requestsCut = new AtomicInteger();
    private final AtomicInteger answersCut = new AtomicInteger();

    CuttingRelay(int serverPort, int cutEvery) throws IOException {
        this.serverPort = serverPort;
        this.cutEvery = cutEvery;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** How often the server had the request, and the connection was gone before it could answer. */
    int requestsCut() {
        return requestsCut.get();
    }

    /** How often the server had answered, and the client never heard it. */
    int answersCut() {
        return answersCut.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                Thread.ofVirtual().start(() -> relayRequests(client, server));
                Thread.ofVirtual().start(() -> relayAnswers(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void relayRequests(Socket client, Socket server) {
        byte[] buffer = new byte[1 << 20];
        try (client;
                server) {
            InputStream from = client.getInputStream();
            OutputStream to = server.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                if (isToBeCut()) {
                    requestsCut.incrementAndGet();
                    return;
                }
            }
        } catch (IOException otherDirectionEnded) {
            return;
        }
    }

    private void relayAnswers(Socket server, Socket client) {
        byte[] buffer = new byte[1 << 20];
        try (server;
                client) {
            InputStream from = server.getInputStream();
            OutputStream to = client.getOutputStream();
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                if (isToBeCut()) {
                    answersCut.incrementAndGet();
                    return;
                }
                to.write(buffer, 0, read);
            }
        } catch (IOException otherDirectionEnded) {
            return;
        }
    }

    private boolean isToBeCut() {
        return pieces.incrementAndGet() % cutEvery == 0;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
