package io.twinlake.orchestrator.owner;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A command's output on one connection: a line of JSON for each piece of either stream, the exit code last. */
final class Frames {
    private final OutputStream connection;
    private boolean callerIsGone;

    Frames(OutputStream connection) {
        this.connection = connection;
    }

    PrintStream out() {
        return stream("out");
    }

    PrintStream err() {
        return stream("err");
    }

    void exit(int code) {
        send(Json.object().put("exit", code));
    }

    private PrintStream stream(String name) {
        OutputStream pieces = new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                byte[] piece = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
                send(Json.object().put(name, Base64.getEncoder().encodeToString(piece)));
            }
        };
        return new PrintStream(new java.io.BufferedOutputStream(pieces), false, StandardCharsets.UTF_8);
    }

    /** A caller that went away does not stop the command: its work goes on and the ledger tells of it. */
    private synchronized void send(ObjectNode frame) {
        if (callerIsGone) {
            return;
        }
        try {
            connection.write((Json.line(frame) + "\n").getBytes(StandardCharsets.UTF_8));
            connection.flush();
        } catch (IOException e) {
            callerIsGone = true;
        }
    }
}
