package io.quanyu.sandbox;

import io.quanyu.sandbox.control.ControlApi;
import io.quanyu.sandbox.http.HttpFront;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.RateLimits;
import io.quanyu.sandbox.wecom.WecomApi;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The vendors' stand-in as a program: {@code Sandbox [--port N] [--data DIR]}. Prints one line with
 * its URL when it answers. Its memory is the journal in its data directory; killed at any moment it
 * comes back with everything that it ever answered (ADR 0008).
 */
public final class Sandbox implements AutoCloseable {
  private static final int PORT = 9100;

  private final Ledger ledger;
  private final Callbacks callbacks;
  private final HttpFront front;

  private Sandbox(Ledger ledger, Callbacks callbacks, HttpFront front) {
    this.ledger = ledger;
    this.callbacks = callbacks;
    this.front = front;
  }

  /**
   * Starts one in this process.
   *
   * @param port 0 takes a free one
   * @param data its directory, created if need be
   * @param clock what its movable clock runs on
   */
  public static Sandbox start(int port, Path data, Clock clock) {
    Ledger ledger = Ledger.open(data, clock);
    RateLimits limits = new RateLimits();
    Misbehaviour misbehaviour = new Misbehaviour();
    Callbacks callbacks = new Callbacks(ledger);
    Router router = new Router();
    new WecomApi(ledger, limits, misbehaviour).route(router);
    new ControlApi(ledger, limits, misbehaviour, callbacks).route(router);
    try {
      return new Sandbox(ledger, callbacks, HttpFront.start(port, router));
    } catch (RuntimeException e) {
      callbacks.close();
      ledger.close();
      throw e;
    }
  }

  /** Where it listens, without a slash at the end. */
  public String url() {
    return front.url();
  }

  /** Stops at once. */
  @Override
  public void close() {
    front.close();
    callbacks.close();
    ledger.close();
  }

  /** Runs until it is killed. */
  public static void main(String[] arguments) {
    int port = PORT;
    Path data = Path.of("data", "sandbox");
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (arguments[i]) {
        case "--port" -> port = portOf(value);
        case "--data" -> data = value.isEmpty() ? usage() : Path.of(value);
        default -> usage();
      }
    }
    try {
      Sandbox sandbox = start(port, data, Clock.systemUTC());
      System.out.println("sandbox: " + sandbox.url());
    } catch (RuntimeException e) {
      System.err.println("sandbox: " + e.getMessage());
      System.exit(1);
    }
  }

  private static int portOf(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      usage();
      return PORT;
    }
  }

  private static Path usage() {
    System.err.println("usage: Sandbox [--port N] [--data DIR]");
    System.exit(2);
    throw new IllegalStateException("unreachable");
  }
}
