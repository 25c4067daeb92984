package io.quanyu.reach.sms.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before the sandbox and counts connections: the channel makes one for each request. */
final class Relay implements AutoCloseable {

  private final URI target;
  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  Relay(String target) {
    this.target = URI.create(target);
    try {
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        connections.incrementAndGet();
        var vendor = new Socket(target.getHost(), target.getPort());
        Thread.ofVirtual().start(() -> pass(client, vendor));
        Thread.ofVirtual().start(() -> pass(vendor, client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  /** A cut on one side is a cut on the other. */
  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // cut
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
