package io.quanyu.sandbox;

import io.quanyu.sandbox.control.ControlApi;
import io.quanyu.sandbox.http.HttpFront;
import io.quanyu.sandbox.http.Router;
import io.quanyu.sandbox.misbehaviour.Misbehaviour;
import io.quanyu.sandbox.oidc.OidcApi;
import io.quanyu.sandbox.population.People;
import io.quanyu.sandbox.sms.SmsApi;
import io.quanyu.sandbox.sms.SmsLimits;
import io.quanyu.sandbox.sms.SmsWebhooks;
import io.quanyu.sandbox.state.Ledger;
import io.quanyu.sandbox.wecom.Callbacks;
import io.quanyu.sandbox.wecom.MemberCodes;
import io.quanyu.sandbox.wecom.MemberPages;
import io.quanyu.sandbox.wecom.RateLimits;
import io.quanyu.sandbox.wecom.WecomApi;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The vendors' stand-in as a program: {@code Sandbox [--port N] [--data DIR] [--parent-pid PID]}.
 * Prints one line with its URL when it answers, and says so in {@code DIR/run/sandbox.json}. Its
 * memory is the journal in its data directory; killed at any moment it comes back with everything
 * that it ever answered (ADR 0008). With a parent it ends when the parent has ended.
 */
public final class Sandbox implements AutoCloseable {
  private static final int PORT = 9100;

  private final HttpFront front;
  private final Deque<AutoCloseable> parts;

  private Sandbox(HttpFront front, Deque<AutoCloseable> parts) {
    this.front = front;
    this.parts = parts;
  }

  /**
   * Starts one in this process.
   *
   * @param port 0 takes a free one
   * @param data its directory, created if need be
   * @param clock what its movable clock runs on
   */
  public static Sandbox start(int port, Path data, Clock clock) {
    Deque<AutoCloseable> parts = new ArrayDeque<>();
    try {
      Ledger ledger = Ledger.open(data, clock);
      parts.push(ledger);
      Misbehaviour misbehaviour = new Misbehaviour();
      RateLimits limits = new RateLimits();
      SmsLimits smsLimits = new SmsLimits();
      Callbacks callbacks = new Callbacks(ledger);
      parts.push(callbacks);
      SmsWebhooks smsWebhooks = new SmsWebhooks(ledger);
      parts.push(smsWebhooks);
      People people = new People(ledger, callbacks, smsWebhooks);
      parts.push(people);
      Router router = new Router();
      MemberCodes codes = new MemberCodes(clock);
      new WecomApi(ledger, limits, misbehaviour, codes).route(router);
      new MemberPages(ledger, codes).route(router);
      new SmsApi(ledger, smsLimits, misbehaviour, smsWebhooks).route(router);
      new OidcApi(clock).route(router);
      new ControlApi(ledger, limits, smsLimits, misbehaviour, callbacks, smsWebhooks, people)
          .route(router);
      HttpFront front = HttpFront.start(port, router);
      parts.push(front);
      return new Sandbox(front, parts);
    } catch (RuntimeException e) {
      close(parts);
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
    close(parts);
  }

  /** Youngest first; none keeps another from closing. */
  private static void close(Deque<AutoCloseable> parts) {
    RuntimeException first = null;
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        if (first == null) {
          first = new IllegalStateException("the sandbox did not close in order", e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Runs until it is killed, or until its parent has ended. */
  public static void main(String[] arguments) {
    int port = PORT;
    Path data = Path.of("data", "sandbox");
    long parentPid = 0;
    for (int i = 0; i < arguments.length; i += 2) {
      String value = i + 1 < arguments.length ? arguments[i + 1] : "";
      switch (arguments[i]) {
        case "--port" -> port = (int) numberOf(value);
        case "--data" -> data = value.isEmpty() ? usage() : Path.of(value);
        case "--parent-pid" -> parentPid = numberOf(value);
        default -> usage();
      }
    }
    if (parentPid != 0) {
      endWith(parentPid);
    }
    try {
      Sandbox sandbox = start(port, data, Clock.systemUTC());
      RunFile runFile = new RunFile(data);
      runFile.write(sandbox.url());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    runFile.delete();
                    sandbox.close();
                  },
                  "stop"));
      System.out.println("sandbox: " + sandbox.url());
    } catch (RuntimeException e) {
      System.err.println("sandbox: " + e.getMessage());
      System.exit(1);
    }
  }

  /** A process that is already gone ends the sandbox at once. */
  private static void endWith(long parentPid) {
    Thread.ofVirtual()
        .name("parent")
        .start(() -> {
          ProcessHandle.of(parentPid).ifPresent(parent -> parent.onExit().join());
          System.exit(0);
        });
  }

  private static long numberOf(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      usage();
      return 0;
    }
  }

  private static Path usage() {
    System.err.println("usage: Sandbox [--port N] [--data DIR] [--parent-pid PID]");
    System.exit(2);
    throw new IllegalStateException("unreachable");
  }
}
