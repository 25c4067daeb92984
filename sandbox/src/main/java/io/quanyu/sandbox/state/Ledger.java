package io.quanyu.sandbox.state;

import io.quanyu.sandbox.journal.Journal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The state and its journal as one. Work runs under one lock, one request at a time; what it
 * answers leaves only when everything it has seen is on disk, so that no answer, not even of a mere
 * look, can be taken back by a crash.
 */
public final class Ledger implements AutoCloseable {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().registerSubtypes(Entry.class.getPermittedSubclasses()).build();

  private static final ObjectWriter WRITER = MAPPER.writerFor(Entry.class);
  private static final ObjectReader READER = MAPPER.readerFor(Entry.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final State state;
  private final Journal journal;
  private final List<byte[]> unwritten = new ArrayList<>();

  private Ledger(State state, Journal journal) {
    this.state = state;
    this.journal = journal;
  }

  /** Opens the journal in the directory and rebuilds the state from it. */
  public static Ledger open(Path directory, Clock base) {
    State state = new State(base);
    Journal journal =
        Journal.open(
            directory.resolve("journal.jsonl"), line -> state.apply(READER.readValue(line)));
    return new Ledger(state, journal);
  }

  /**
   * Runs {@code work} on the state and returns its result once all of it is safe: one write for
   * everything it records, and at most one fsync, which waiting callers share.
   */
  public <T extends @Nullable Object> T call(Function<State, T> work) {
    T result;
    long end;
    lock.lock();
    try {
      try {
        // A state that is ahead of a broken journal must not be seen.
        journal.requireWhole();
        result = work.apply(state);
      } finally {
        // Also when the work ends in a refusal: what it has recorded has happened.
        if (!unwritten.isEmpty()) {
          journal.append(unwritten);
          unwritten.clear();
        }
      }
      end = journal.end();
    } finally {
      lock.unlock();
    }
    journal.awaitDurable(end);
    return result;
  }

  /** Records the entry and applies it. Only within {@link #call}. */
  public void record(Entry entry) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("entries are recorded within call()");
    }
    unwritten.add(WRITER.writeValueAsBytes(entry));
    state.apply(entry);
  }

  /**
   * Reads an entry that came from outside.
   *
   * @throws IllegalArgumentException with the reason when it is none
   */
  public static Entry parse(JsonNode node) {
    try {
      return MAPPER.treeToValue(node, Entry.class);
    } catch (JacksonException e) {
      Throwable cause = e.getCause();
      throw new IllegalArgumentException(
          cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage(),
          e);
    }
  }

  @Override
  public void close() {
    journal.close();
  }
}
