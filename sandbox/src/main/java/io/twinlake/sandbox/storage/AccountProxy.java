package io.twinlake.sandbox.storage;

import io.twinlake.sandbox.calls.CallLog;
import io.twinlake.sandbox.calls.CallLogHandler;
import io.twinlake.sandbox.fault.FaultDoor;
import io.twinlake.sandbox.fault.FaultHandler;
import io.twinlake.sandbox.fault.Faults;
import io.twinlake.sandbox.fault.StorageDialect;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The address of one storage account: hands each request on to Azurite, unless a fault says otherwise. */
final class AccountProxy implements AutoCloseable {

    private final Server server;
    private final FaultDoor door;

    private AccountProxy(Server server, FaultDoor door) {
        this.server = server;
        this.door = door;
    }

    static AccountProxy start(StorageAccount account, int azurite, CopySource copies, Faults faults, CallLog log)
            throws Exception {
        Server server = new Server(new QueuedThreadPool(32, 4));
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http()));
        connector.setHost("127.0.0.1");
        connector.setPort(account.port());
        server.addConnector(connector);
        FaultHandler guarded = new FaultHandler(faults, new StorageDialect(account.region()));
        guarded.setHandler(new ForwardToAzurite(azurite, copies));
        server.setHandler(new CallLogHandler(log, account.region(), "storage", guarded));
        server.start();
        return new AccountProxy(server, new FaultDoor(connector, faults));
    }

    /** Blob names may hold anything: what to refuse is Azurite's to say. */
    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        return http;
    }

    @Override
    public void close() throws Exception {
        door.close();
        server.stop();
    }
}
