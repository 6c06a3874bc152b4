package io.twinlake.orchestrator.owner.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinlake.orchestrator.cli.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A command's output in one conversation: a line of JSON for each piece of either stream, the exit code last. */
public final class Frames {
    private final Conversation conversation;
    private volatile boolean callerIsGone;

    /** @param conversation with the caller of the command */
    public Frames(Conversation conversation) {
        this.conversation = conversation;
    }

    /** The command's standard output. */
    public PrintStream out() {
        return stream("out");
    }

    /** The command's standard error. */
    public PrintStream err() {
        return stream("err");
    }

    /** Tells the exit code; it is the last that is said of a command. */
    public void exit(int code) {
        send(Json.object().put("exit", code));
    }

    /** Tells whether what the caller interrupted will stop before its end. */
    public void stops(boolean stops) {
        send(Json.object().put("stops", stops));
    }

    /** Tells that the owner lives, while the command has nothing to say. */
    public void beat() {
        send(Json.object());
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

    /** A caller that went away does not stop a command that has begun: its work goes on and the ledger tells of it. */
    private void send(ObjectNode frame) {
        if (callerIsGone) {
            return;
        }
        try {
            conversation.say(frame);
        } catch (IOException e) {
            callerIsGone = true;
        }
    }
}
