package io.quanyu.sandbox.misbehaviour;

import io.quanyu.sandbox.http.Answer;
import io.quanyu.sandbox.http.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The faults that are on now. They live as long as the process: a sandbox that starts again
 * behaves.
 */
public final class Misbehaviour {
  private final List<Armed> rules = new ArrayList<>();

  /** Switches a fault on. */
  public synchronized void add(Rule rule) {
    rules.add(new Armed(rule));
  }

  /** Switches all faults off. */
  public synchronized void clear() {
    rules.clear();
  }

  /** The faults that are on, with how often each may still strike. */
  public synchronized List<Rule> active() {
    return rules.stream().map(Armed::remaining).toList();
  }

  /** What happens to this call: the first rule that hits it, or null. */
  public synchronized @Nullable Rule strike(String path) {
    for (Armed armed : rules) {
      if (armed.strikes(path)) {
        rules.removeIf(it -> it.timesLeft == 0);
        return armed.rule;
      }
    }
    return null;
  }

  /** Answers with those faults that lie around the work, whatever the work is. */
  public static Answer around(@Nullable Rule fault, Supplier<Answer> work) {
    if (fault == null) {
      return work.get();
    }
    return switch (fault.kind()) {
      case CUT -> new Answer.Cut();
      case FAIL -> Router.problem(500, "the sandbox was told to fail");
      case SLOW -> {
        holdBack(fault.delayMs());
        yield work.get();
      }
      case LOSE_ANSWER -> {
        Answer _ = work.get();
        yield new Answer.Cut();
      }
      case FAIL_LATE -> {
        Answer _ = work.get();
        yield Router.problem(504, "the sandbox was told to fail late");
      }
      // Answers of the vendor's own kind.
      case BUSY, LIMIT, DISPATCHING, EXPIRE_TOKEN -> work.get();
    };
  }

  private static void holdBack(long delayMs) {
    try {
      Thread.sleep(delayMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Armed {
    private final Rule rule;
    private final Random random;
    private int timesLeft;

    Armed(Rule rule) {
      this.rule = rule;
      this.random = new Random(rule.seed());
      this.timesLeft = rule.times();
    }

    boolean strikes(String path) {
      if (!path.startsWith(rule.path()) || random.nextDouble() >= rule.share()) {
        return false;
      }
      timesLeft--;
      return true;
    }

    Rule remaining() {
      return new Rule(
          rule.kind(), rule.path(), rule.share(), rule.seed(), timesLeft, rule.delayMs());
    }
  }
}
