package io.twinlake.sandbox.region;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.twinlake.sandbox.region.metastore.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one region process is told at its start: a JSON file.
 *
 * @param role {@code primary} or {@code secondary}, as the sandbox was laid out; it never changes what the region does
 * @param dir the region's data folder
 * @param port the workspace's port, 0 for any; a restarted region takes the port that it had
 * @param globalMetastoreId {@code azure:REGION:UUID}
 * @param token the personal access token of {@code admin}
 * @param admin the sandbox's root, whom no rule of Unity Catalog binds: a user name
 * @param users further users that grants and owners may name
 * @param groups group names that grants and owners may name
 * @param tokens personal access tokens, each with the name of its principal
 * @param warehouseUsers users, service principals and groups that may use the first warehouse
 * @param latencyMs added to every answer
 */
public record RegionSpec(
        String region,
        String role,
        Path dir,
        int port,
        int controlPort,
        Account account,
        List<Peer> peers,
        String globalMetastoreId,
        String workspaceId,
        String token,
        String admin,
        List<Client> clients,
        List<User> users,
        List<String> groups,
        Map<String, String> tokens,
        String warehouseId,
        List<String> warehouseUsers,
        int latencyMs) {

    /** A storage account: its name, its address ({@code http://127.0.0.1:PORT/NAME}) and its key. */
    public record Account(String name, String endpoint, String key) {}

    /**
     * Another region, as this one knows it.
     *
     * @param workspace the address of its workspace; null where it is not known yet
     * @param secret shared by the two regions alone; it opens the provider side of their shares
     */
    public record Peer(
            String region, @Nullable String workspace, Account account, String globalMetastoreId, String secret) {}

    /** A service principal: who may ask for a token, and what it is. */
    public record Client(String clientId, String secret, String name, Set<Role> roles, List<String> groups) {
        public Client {
            roles = roles == null ? Set.of() : Set.copyOf(roles);
            groups = groups == null ? List.of() : List.copyOf(groups);
        }
    }

    /** A user, and what it is. */
    public record User(String name, Set<Role> roles, List<String> groups) {
        public User {
            roles = roles == null ? Set.of() : Set.copyOf(roles);
            groups = groups == null ? List.of() : List.copyOf(groups);
        }
    }

    public RegionSpec {
        peers = peers == null ? List.of() : List.copyOf(peers);
        clients = clients == null ? List.of() : List.copyOf(clients);
        users = users == null ? List.of() : List.copyOf(users);
        groups = groups == null ? List.of() : List.copyOf(groups);
        tokens = tokens == null ? Map.of() : Map.copyOf(tokens);
        warehouseUsers = warehouseUsers == null ? List.of() : List.copyOf(warehouseUsers);
        admin = admin == null ? "admin@twinlake.example" : admin;
    }

    /** Reads a spec file; an unknown key is refused. */
    public static RegionSpec read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), RegionSpec.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the region's specification " + file, e);
        }
    }

    /** Writes the spec so that {@link #read} gives it back. */
    public void write(Path file) {
        try {
            Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the region's specification " + file, e);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
}
