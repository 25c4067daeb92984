package io.quanyu.platform.scope;

import io.quanyu.core.access.DataScope;
import java.util.function.Supplier;

/**
 * Whose data the current thread may see. Background work sees the whole brand's; a request sees
 * what its caller may see with the permission that the operation needs.
 */
public final class CurrentScope {
  private CurrentScope() {}

  private static final ThreadLocal<DataScope> CURRENT = new ThreadLocal<>();

  /** Set by a test that proves what row-level security holds back alone. */
  private static volatile boolean isCodeBlind;

  /**
   * The scope of this thread, {@link DataScope#BRAND} unless a request narrowed it: what the
   * conditions in our own code go by.
   */
  public static DataScope get() {
    return isCodeBlind ? DataScope.BRAND : ofRows();
  }

  /** The same for the rows of PostgreSQL, which stand for themselves. */
  public static DataScope ofRows() {
    var scope = CURRENT.get();
    return scope == null ? DataScope.BRAND : scope;
  }

  /**
   * Narrows this thread's scope until {@link Narrowed#close}. A scope within another one is what
   * both allow: nothing widens it again.
   */
  public static Narrowed narrow(DataScope scope) {
    var before = CURRENT.get();
    CURRENT.set(before == null ? scope : before.and(scope));
    return () -> {
      if (before == null) {
        CURRENT.remove();
      } else {
        CURRENT.set(before);
      }
    };
  }

  /**
   * Computes what all callers share, such as an answer that a cache keeps: over the whole brand's
   * data, whoever happened to ask first. Whoever uses it must cut the result down to the scope of
   * each caller; a test names all who do.
   */
  public static <T> T forAll(Supplier<T> computation) {
    var before = CURRENT.get();
    CURRENT.remove();
    try {
      return computation.get();
    } finally {
      if (before != null) {
        CURRENT.set(before);
      }
    }
  }

  /** For tests: whether the conditions in our code let everything pass. */
  static void blindCode(boolean isBlind) {
    isCodeBlind = isBlind;
  }

  /** A scope that ends; on the thread that began it. */
  public interface Narrowed extends AutoCloseable {
    @Override
    void close();
  }
}
