// SPDX-License-Identifier: Apache-2.0
package dev.amplitude4j.transport;

import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;

/**
 * A socket that breaks when a server says more than it was asked. Over HTTP/1.1 an answer too many would be taken for that of
 * the next request, and confirm events that nobody has. So plain answers are handed out byte by byte, for nobody to read past
 * the end of one, and what is left when the next request begins is an error. TLS passes as it is: HTTP/2 numbers its answers,
 * and for the rest there is {@link SingleUseTls}. Used by one call of OkHttp's at a time.
 */
final class OneAnswerSocket extends Socket {

    private static final int TLS_HANDSHAKE = 22;
    private static final int BUFFER_BYTES = 8192;

    /** OkHttp writes 8 KiB at a time, which costs a system call each; TLS flushes each of its records. */
    private static final int WRITTEN_AT_ONCE_BYTES = 64 * 1024;

    private Answers answers;
    private Requests requests;
    private boolean started;
    private boolean plain;
    private boolean answered;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        if (answers == null) {
            answers = new Answers(super.getInputStream());
        }
        return answers;
    }

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        if (requests == null) {
            requests = new Requests(super.getOutputStream());
        }
        return requests;
    }

    private void beforeWriting(int firstByte) throws IOException {
        if (!started) {
            started = true;
            plain = firstByte != TLS_HANDSHAKE;
            if (plain) {
                requests.gather();
            }
        }
        if (plain && answered && getInputStream().available() > 0) {
            // OkHttp reads on after a write that failed, in case the server has said why.
            close();
            throw new IOException("the server said more than it was asked");
        }
        answered = false;
    }

    private final class Requests extends FilterOutputStream {
        Requests(OutputStream out) {
            super(out);
        }

        /** From now on, what is written leaves in large pieces, and the rest when it is flushed. */
        void gather() {
            out = new BufferedOutputStream(out, WRITTEN_AT_ONCE_BYTES);
        }

        @Override
        public void write(int b) throws IOException {
            beforeWriting(b & 0xff);
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > 0) {
                beforeWriting(bytes[from] & 0xff);
            }
            out.write(bytes, from, length);
        }
    }

    private final class Answers extends FilterInputStream {
        private final byte[] buffer = new byte[BUFFER_BYTES];
        private int next;
        private int end;

        Answers(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (isClosed()) {
                throw new SocketException("the socket is closed");
            }
            answered = true;
            if (!plain || length == 0) {
                return in.read(bytes, from, length);
            }
            if (next == end) {
                next = 0;
                end = 0; // stands if the read times out, as it does when OkHttp asks an idle connection how it is
                end = Math.max(0, in.read(buffer, 0, buffer.length));
                if (end == 0) {
                    return -1;
                }
            }
            bytes[from] = buffer[next++];
            return 1;
        }

        @Override
        public int available() throws IOException {
            return end - next + in.available();
        }
    }
}
