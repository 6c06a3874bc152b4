package io.twinlake.sandbox.lifecycle;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.process.Ports;
import io.twinlake.sandbox.storage.StorageAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a sandbox consists of: ports, names and secrets, settled at its first start.
 *
 * @param azurite Azurite's port
 * @param storageControl where the storage accounts' faults are ordered
 * @param serve the port of the product's own server, for its configuration
 * @param regions the primary first
 * @param shareSecret known to the two regions alone
 */
public record Layout(
        int azurite,
        int storageControl,
        int serve,
        List<RegionLayout> regions,
        StorageAccount witness,
        String shareSecret,
        EdgeLayout edge,
        Delays delays,
        DemoSize demo) {

    /** Container of each region's account. */
    public static final String LAKE = "lake";
    /** Container of the witness's account. */
    public static final String WITNESS_CONTAINER = "twinlake";

    private static final JsonMapper JSON = new JsonMapper();

    /** A new layout, with fresh secrets. */
    static Layout draw(Ports ports, DemoSize demo, Delays delays) {
        Secrets secrets = new Secrets();
        return new Layout(
                ports.next(),
                ports.next(),
                ports.next(),
                List.of(
                        RegionLayout.draw("westeurope", "primary", ports, secrets),
                        RegionLayout.draw("northeurope", "secondary", ports, secrets)),
                new StorageAccount("witness", "witness", ports.next(), secrets.accountKey()),
                secrets.text(),
                EdgeLayout.draw(ports, secrets),
                delays,
                demo);
    }

    static Path file(Path sandbox) {
        return sandbox.resolve("sandbox.json");
    }

    /** The layout of the sandbox in a folder, if one was started there. */
    public static Optional<Layout> read(Path sandbox) {
        try {
            return Files.exists(file(sandbox))
                    ? Optional.of(JSON.readValue(file(sandbox).toFile(), Layout.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's layout " + file(sandbox) + " cannot be read", e);
        }
    }

    /** The layout of the sandbox in a folder. */
    public static Layout of(Path sandbox) {
        return read(sandbox)
                .orElseThrow(() -> new SandboxFailure("There is no sandbox in " + sandbox
                        + ": start one with 'twinlake sandbox up --dir " + sandbox + "'."));
    }

    /** Writes it whole or not at all, readable by its owner alone: it holds secrets. */
    void write(Path sandbox) {
        try {
            Files.createDirectories(sandbox);
            Path whole = Files.createTempFile(
                    sandbox,
                    "sandbox",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            JSON.writerWithDefaultPrettyPrinter().writeValue(whole.toFile(), this);
            Files.move(whole, file(sandbox), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's layout cannot be written into " + sandbox, e);
        }
    }

    /** The region that was made the primary at the first start. */
    public RegionLayout primary() {
        return regions.get(0);
    }

    /** The region of that name or role. */
    public Optional<RegionLayout> region(String nameOrRole) {
        return regions.stream()
                .filter(each -> each.name().equals(nameOrRole) || each.role().equals(nameOrRole))
                .findFirst();
    }

    /** The personal access token of a region's principal, by its name or by its part. */
    public String token(RegionLayout region, String principal) {
        List<Member> members = Member.of(region, edge);
        return members.stream()
                .filter(member ->
                        member.name().equals(principal) || member.part().equals(principal))
                .map(Member::token)
                .findFirst()
                .orElseThrow(() -> new SandboxFailure("There is no principal '" + principal + "' in region "
                        + region.name() + ", but "
                        + members.stream().map(Member::name).collect(Collectors.joining(", ")) + "."));
    }

    /** Every storage account, the witness's last. */
    public List<StorageAccount> accounts() {
        return Stream.concat(regions.stream().map(RegionLayout::account), Stream.of(witness))
                .toList();
    }
}
