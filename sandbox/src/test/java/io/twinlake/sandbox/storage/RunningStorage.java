package io.twinlake.sandbox.storage;

import static org.awaitility.Awaitility.await;

import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.twinlake.sandbox.calls.Call;
import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.fault.Fault;
import io.twinlake.sandbox.fault.FaultJson;
import io.twinlake.sandbox.process.Child;
import io.twinlake.sandbox.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Azurite with an account per region and one for the witness, each behind its proxy, for a test; its containers are empty. */
public final class RunningStorage implements AutoCloseable {

    private static final String KEY = Base64.getEncoder().encodeToString("a key that only a test knows".getBytes());

    private final Path calls;
    private final int control;
    private final List<StorageAccount> accounts;
    private final Child azurite;
    private final StorageProcess proxies;

    private RunningStorage(Path folder) throws Exception {
        Ports ports = Ports.claim(new Random());
        calls = CallLog.file(folder);
        control = ports.next();
        accounts = List.of(
                new StorageAccount("westeuropelake", "westeurope", ports.next(), KEY),
                new StorageAccount("northeuropelake", "northeurope", ports.next(), KEY),
                new StorageAccount("witness", "witness", ports.next(), KEY));
        int port = ports.next();
        AzuriteInstallation installation = new AzuriteInstallation(
                        Path.of(System.getProperty("basedir", ".")).toAbsolutePath())
                .ensure();
        azurite = new Child("azurite", folder);
        azurite.ensureRunning(
                Azurite.command(installation, folder.resolve("azurite"), port), Azurite.environment(folder, accounts));
        proxies = StorageProcess.start(new StorageSpec(port, control, calls, accounts));
        await().ignoreExceptions().atMost(Duration.ofMinutes(3)).until(() -> answers(port));
        ports.close();
        container("westeuropelake", "lake").createIfNotExists();
        container("northeuropelake", "lake").createIfNotExists();
        container("witness", "twinlake").createIfNotExists();
    }

    /** Starts everything, with its data in the folder. */
    public static RunningStorage in(Path folder) throws Exception {
        return new RunningStorage(folder);
    }

    /** The account of that name. */
    public StorageAccount account(String name) {
        return accounts.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A container as the Azure SDK sees it, through the account's proxy; failures are retried once, quickly. */
    public BlobContainerClient container(String account, String container) {
        BlobServiceClient service = new BlobServiceClientBuilder()
                .endpoint(account(account).endpoint())
                .credential(
                        new StorageSharedKeyCredential(account, account(account).key()))
                .retryOptions(new RetryOptions(new ExponentialBackoffOptions()
                        .setMaxRetries(1)
                        .setBaseDelay(Duration.ofMillis(50))
                        .setMaxDelay(Duration.ofMillis(100))))
                .buildClient();
        return service.getBlobContainerClient(container);
    }

    /** Orders a fault for an account, as {@code sandbox fault} does. */
    public void fault(String account, Fault fault) throws IOException, InterruptedException {
        control(account, "POST", HttpRequest.BodyPublishers.ofString(FaultJson.print(fault)));
    }

    /** Ends the account's faults. */
    public void clearFaults(String account) throws IOException, InterruptedException {
        control(account, "DELETE", HttpRequest.BodyPublishers.noBody());
    }

    /** Every call so far. */
    public List<Call> calls() {
        List<Call> all = new ArrayList<>();
        CallLog.read(calls, 0, all::add);
        return all;
    }

    private static boolean answers(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        }
    }

    private void control(String account, String method, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + "/faults/" + account))
                .method(method, body)
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 204) {
            throw new IllegalStateException("The fault was refused: " + response.body());
        }
    }

    @Override
    public void close() throws Exception {
        proxies.close();
        azurite.end();
    }
}
