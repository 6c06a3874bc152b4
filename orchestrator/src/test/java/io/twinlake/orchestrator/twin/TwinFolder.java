package io.twinlake.orchestrator.twin;

import io.twinlake.clients.ClientException;
import io.twinlake.clients.FailureCategory;
import io.twinlake.clients.storage.AzuriteServer;
import io.twinlake.config.LedgerLocation;
import io.twinlake.config.group.FailoverGroup;
import io.twinlake.config.yaml.ConfigurationFile;
import io.twinlake.ledger.Ledger;
import io.twinlake.ledger.jdbc.JdbcLedger;
import io.twinlake.runbooks.Runbook;
import io.twinlake.runbooks.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two regions in a folder: each holds one file per object, named {@code WAVE-NAME}, with a line per row. Other files disturb:
 * {@code pause} names an object that is not finished while the file says so, {@code fail} one that fails, {@code down} holds a file for
 * each region, or the edge, that does not answer, {@code clock} steps the program's clock, {@code lives} counts the writes to its
 * ledger's file that a program may make.
 */
public record TwinFolder(Path folder) {
    /** The places of a move outside its steps: all of them are done, its run is not ended yet, or it just is. */
    public static final String BEFORE_THE_END = "before the run's end";

    public static final String BEHIND_THE_END = "behind the run's end";

    public static final String HOME = "westeurope";
    public static final String SECONDARY = "northeurope";

    /** What stands before both regions. */
    public static final String EDGE = "edge";

    /** A configuration with one group, {@code gold}, whose ledger is in the folder. */
    public Path configuration(String schedule) {
        Path file = folder.resolve("twinlake.yml");
        write(file, """
                serve: {address: 127.0.0.1, port: 0}
                regions:
                  westeurope: {workspace: "https://west.example", warehouse: w1, credentials: {type: pat, token: secret-1}}
                  northeurope: {workspace: "https://north.example", warehouse: w2, credentials: {type: pat, token: secret-2}}
                groups:
                  gold:
                    home: westeurope
                    secondary: northeurope
                    catalogs: [gold]
                    objectives: {rpo: 15m}
                """ + (schedule.isEmpty() ? "" : "    schedule: " + schedule + "\n"));
        return file;
    }

    /** The group of a configuration without a schedule and with more lines, which is written. */
    public FailoverGroup group(String more) {
        configured(more);
        return ConfigurationFile.read(folder.resolve("twinlake.yml"), Map.of())
                .groups()
                .values()
                .iterator()
                .next();
    }

    /** A ledger in the folder that knows who serves the group first. */
    public Ledger ledgerOf(FailoverGroup group) {
        Ledger ledger = JdbcLedger.open(
                new LedgerLocation("jdbc:h2:file:" + folder.resolve("ledger"), null, null), Clock.systemUTC());
        ledger.epochs().current(group.name(), group.home());
        return ledger;
    }

    /** The same without a schedule, and with more lines. */
    public void configured(String more) {
        Path file = configuration("");
        write(file, read(file) + more);
    }

    /** A region's storage account, an Azurite's, keeps copies of the ledger. */
    public void keepCopies(String region, URI account) {
        Path file = folder.resolve("twinlake.yml");
        write(
                file,
                read(file)
                        .replaceFirst(
                                "(" + region + ": \\{.*warehouse: w\\d)",
                                "$1, storage: \"" + account + "\", storageCredentials: {type: account-key, account: "
                                        + account.getPath().substring(1) + ", key: \"" + AzuriteServer.KEY + "\"}"));
    }

    /** Both regions, and whatever else stands in the folder, once more in another one, while nobody works on them. */
    public void copyTo(Path other) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = other.resolve(folder.relativize(each));
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its file is gone, and whatever lay beside it, while nobody works on it. */
    public void loseLedger() {
        Path ledger = folder.resolve("ledger");
        if (!Files.exists(ledger)) {
            return;
        }
        try (Stream<Path> files = Files.walk(ledger)) {
            files.sorted(Comparator.reverseOrder()).forEach(TwinFolder::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The home region holds these objects, each written as {@code WAVE-NAME}. */
    public TwinFolder holding(String... objects) {
        return holdingAt(HOME, objects);
    }

    /** The same of one of the two regions. */
    public TwinFolder holdingAt(String region, String... objects) {
        for (String object : objects) {
            write(at(region).resolve(object), object + "\n");
        }
        return this;
    }

    /** Somebody who is no command of the program adds a row to an object. */
    public void addRow(String region, String object, String row) {
        write(at(region).resolve(object), rows(region, object) + row + "\n");
    }

    public List<String> objects(String region) {
        return names(at(region));
    }

    /** What the secondary region holds. */
    public List<String> replicaObjects() {
        return objects(SECONDARY);
    }

    /** All rows of an object; of one that is not there it is empty. */
    public String rows(String region, String object) {
        return read(at(region).resolve(object));
    }

    /** How often an object was copied between the regions. */
    public long writes(String object) {
        return read(folder.resolve("copied").resolve(object)).lines().count();
    }

    void replicate(String object, String from, String to) {
        write(at(to).resolve(object), rows(from, object));
        append(folder.resolve("copied").resolve(object), to);
    }

    public void pauseAt(String object) {
        delete(folder.resolve("paused"));
        write(folder.resolve("pause"), object);
    }

    /** The step at this place is not passed until it may go on. */
    public void pauseAt(Place place) {
        pauseAt(place.toString());
    }

    public void goOn() {
        delete(folder.resolve("pause"));
        delete(folder.resolve("paused"));
    }

    boolean pausesAt(String object) {
        return read(folder.resolve("pause")).equals(object);
    }

    /** Whether a sync has come to the object, or a move to the place, that it pauses at. */
    public boolean isPaused() {
        String place = read(folder.resolve("pause"));
        return !place.isEmpty() && read(folder.resolve("paused")).equals(place);
    }

    /** Names the place: a word that is late, of one who was let go since, is not taken for that of the next. */
    void paused(String place) {
        write(folder.resolve("paused"), place);
    }

    public void failAt(String object) {
        write(folder.resolve("fail"), object);
    }

    boolean failsAt(String object) {
        return read(folder.resolve("fail")).equals(object);
    }

    /** The home region does not answer any more. */
    public void goDown() {
        goDown(HOME);
    }

    /** A region, or the edge, does not answer any more. */
    public void goDown(String who) {
        write(folder.resolve("down").resolve(who), "");
    }

    boolean isDown(String who) {
        return Files.exists(folder.resolve("down").resolve(who));
    }

    /** What the product's clients throw where nobody answers. */
    void ask(String who) {
        if (isDown(who)) {
            throw new ClientException(
                    FailureCategory.UNAVAILABLE,
                    "ask",
                    null,
                    null,
                    (who.equals(EDGE) ? "The edge" : "Region " + who) + " does not answer.",
                    null);
        }
    }

    /** A word of the twin's world that steps change, for example which region a switch points at. */
    public String world(String name) {
        return read(folder.resolve("world").resolve(name));
    }

    void setWorld(String name, String word) {
        write(folder.resolve("world").resolve(name), word);
    }

    /** All words of the twin's world, by name. */
    public Map<String, String> world() {
        return names(folder.resolve("world")).stream().collect(Collectors.toMap(name -> name, this::world));
    }

    /** The steps in the order in which they were begun, by any process. */
    public List<String> performed() {
        return read(folder.resolve("performed")).lines().toList();
    }

    void performed(String step) {
        append(folder.resolve("performed"), step);
    }

    /** Stays at a place of a move until it may go on. */
    void pauseStep(Place place, BooleanSupplier goOn) {
        pause(place.toString(), goOn);
    }

    /** Stays at a place outside all steps until it may go on. */
    void pause(String place) {
        pause(place, () -> true);
    }

    private void pause(String place, BooleanSupplier goOn) {
        if (pausesAt(place)) {
            paused(place);
        }
        stayWhile(() -> pausesAt(place) && goOn.getAsBoolean());
    }

    /** Stays ahead of a step while another one, which comes before it and may run beside it, is paused or shall be. */
    void waitBehind(Verb verb, Runbook runbook, BooleanSupplier goOn) {
        stayWhile(() -> goOn.getAsBoolean()
                && Place.parse(read(folder.resolve("pause")))
                        .filter(place -> place.isAheadOf(verb, runbook))
                        .isPresent());
    }

    private static void stayWhile(BooleanSupplier reason) {
        while (reason.getAsBoolean()) {
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** From now on the program's clock is off by so much; the database's goes on as it did. */
    public void stepClock(Duration step) {
        write(folder.resolve("clock"), step.toString());
    }

    Duration clockStep() {
        String step = read(folder.resolve("clock"));
        return step.isEmpty() ? Duration.ZERO : Duration.parse(step);
    }

    /** A program that is started from now on ends right before its n-th write to its ledger's file, as by kill -9. */
    public void dieAtWrite(int number) {
        write(folder.resolve("lives"), Integer.toString(number));
    }

    public void dieNoMore() {
        delete(folder.resolve("lives"));
    }

    /** To be said first by a program that works on the folder. */
    public void obeyFromTheBeginning() {
        String number = read(folder.resolve("lives"));
        if (!number.isEmpty()) {
            MortalFile.dieAtWrite(Integer.parseInt(number));
        }
    }

    /** Whoever was down answers again. */
    public void comeBack() {
        names(folder.resolve("down"))
                .forEach(who -> delete(folder.resolve("down").resolve(who)));
    }

    public void failNoMore() {
        delete(folder.resolve("fail"));
    }

    private Path at(String region) {
        return folder.resolve("objects").resolve(region);
    }

    private static List<String> names(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one step: whoever reads it meanwhile, in another process, finds the old text or the new one, and so does who comes after a kill. */
    private void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Path drafts = Files.createDirectories(folder.resolve("drafts"));
            Path draft = Files.writeString(Files.createTempFile(drafts, "draft", null), text);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(Path file, String line) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
