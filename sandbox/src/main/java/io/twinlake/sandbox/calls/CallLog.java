package io.twinlake.sandbox.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The file of all calls of a sandbox. Several processes append to it: each line is one write in append mode, so lines never mix,
 * and a line's number in the file is the call's number.
 */
public final class CallLog implements AutoCloseable {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final FileChannel channel;

    private CallLog(FileChannel channel) {
        this.channel = channel;
    }

    /** The log of the sandbox in that folder. */
    public static Path file(Path sandbox) {
        return sandbox.resolve("calls.jsonl");
    }

    /** Opens a log for appending, and makes it when there is none. */
    public static CallLog open(Path file) {
        try {
            return new CallLog(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new UncheckedIOException("The call log " + file + " cannot be written", e);
        }
    }

    /** Appends one call; when this returns, a reader sees it. */
    public void append(Call call) {
        try {
            channel.write(ByteBuffer.wrap((print(call) + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("A call could not be recorded", e);
        }
    }

    /** Gives the calls whose number is above {@code since} to the reader, in order. */
    public static void read(Path file, long since, Consumer<Call> reader) {
        AtomicLong number = new AtomicLong();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> number.incrementAndGet() > since)
                    .map(line -> parse(line).numbered(number.get()))
                    .forEach(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("The call log " + file + " cannot be read", e);
        }
    }

    /** The call as one line of JSON. */
    public static String print(Call call) {
        try {
            return JSON.writeValueAsString(call);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A call that is not JSON: " + call, e);
        }
    }

    private static Call parse(String line) {
        try {
            return JSON.readValue(line, Call.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A broken line in the call log: " + line, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
