package io.quanyu.platform.warehouse.internal;

import static io.quanyu.platform.warehouse.WarehouseException.Reason.BUSY;
import static io.quanyu.platform.warehouse.WarehouseException.Reason.CANCELLED;
import static io.quanyu.platform.warehouse.WarehouseException.Reason.FAILED;
import static io.quanyu.platform.warehouse.WarehouseException.Reason.TIMEOUT;

import io.quanyu.platform.storage.DataDirectory;
import io.quanyu.platform.warehouse.RowReader;
import io.quanyu.platform.warehouse.Warehouse;
import io.quanyu.platform.warehouse.WarehouseException;
import io.quanyu.platform.warehouse.WarehouseLimits;
import io.quanyu.platform.warehouse.WarehouseTransaction;
import io.quanyu.platform.warehouse.internal.DuckDbRow.ReadingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The warehouse in DuckDB, in this process.
 *
 * <p>The engine is native code, and a virtual thread in native code keeps its carrier: two slow
 * questions would stop a server with two processors. So the engine is called by a few threads of
 * its own, and callers wait for them. A statement is unusable after an error, therefore every
 * question has its own connection (under a millisecond) and statement.
 */
public final class DuckDbWarehouse implements Warehouse, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DuckDbWarehouse.class);

  private static final Duration EXPORT_TIMEOUT = Duration.ofHours(6);
  private static final Duration CLOSING_TIMEOUT = Duration.ofSeconds(20);

  private final DuckDbFile file;
  private final WarehouseLimits limits;
  private final ThreadPoolExecutor readers;
  private final ThreadPoolExecutor writer;
  private final AtomicLong version = new AtomicLong();
  private final List<Consumer<WarehouseTransaction>> preparations = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<DuckDBConnection> opened = new CompletableFuture<>();

  /** How often it was opened again; only the writer's thread counts. */
  private final AtomicLong reopened = new AtomicLong();

  /**
   * Starts to open the warehouse; whoever uses it waits for that.
   *
   * @param folder of our own, writable; created by the caller
   */
  public DuckDbWarehouse(Path folder, WarehouseLimits limits) {
    this.file = new DuckDbFile(folder, limits);
    this.limits = limits;
    this.readers = threads("warehouse-question-", limits.questionsMax(), limits.waitingMax());
    this.writer = threads("warehouse-writer-", 1, limits.waitingMax());
    writer.execute(this::open);
  }

  private static ThreadPoolExecutor threads(String name, int threads, int waitingMax) {
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(waitingMax),
            Thread.ofPlatform().daemon().name(name, 1).factory());
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /**
   * Waits until the warehouse is open.
   *
   * @throws RuntimeException why it cannot be opened
   */
  public void awaitOpen() {
    try {
      var _ = opened.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void open() {
    var opening = opened;
    try {
      opening.complete(file.open());
    } catch (RuntimeException | Error e) {
      opening.completeExceptionally(e);
    }
  }

  @Override
  public <T> List<T> query(String sql, List<?> parameters, RowReader<T> reader) {
    return ask(
        new Question<>(sql, parameters) {
          @Override
          List<T> answer(DuckDBPreparedStatement statement) throws SQLException {
            return DuckDbTransaction.read(statement, reader, this::isCancelled);
          }
        },
        limits.timeout());
  }

  @Override
  public void queryInts(String sql, List<?> parameters, IntConsumer each) {
    var _ =
        ask(
            new Question<>(sql, parameters) {
              @Override
              Boolean answer(DuckDBPreparedStatement statement) throws SQLException {
                try (var result = statement.query()) {
                  while (!isCancelled() && result.nextChunk()) {
                    var numbers = result.chunk().vector(0);
                    for (long row = 0, rows = numbers.rowCount(); row < rows; row++) {
                      each.accept(numbers.getInt(row));
                    }
                  }
                }
                return true;
              }
            },
            limits.timeout());
  }

  @Override
  public long export(String sql, Path target) {
    if (!target.toAbsolutePath().normalize().startsWith(file.folder())) {
      throw new IllegalArgumentException(target + " is not in " + file.folder());
    }
    var draft = target.resolveSibling(target.getFileName() + ".draft");
    var copy =
        "copy (%s) to '%s' (format parquet, compression zstd)"
            .formatted(sql, DuckDbFile.quoted(draft.toAbsolutePath().normalize()));
    try {
      Files.createDirectories(target.toAbsolutePath().getParent());
      long rows =
          ask(
              new Question<>(copy, List.of()) {
                @Override
                Long answer(DuckDBPreparedStatement statement) throws SQLException {
                  statement.execute();
                  return statement.getLargeUpdateCount();
                }
              },
              EXPORT_TIMEOUT);
      try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      forceFolders(target.toAbsolutePath().normalize());
      return rows;
    } catch (IOException e) {
      throw new WarehouseException(FAILED, "cannot write " + target, e);
    }
  }

  /** Makes the names durable, also those of folders that were created for the file. */
  private void forceFolders(Path target) throws IOException {
    for (var folder = target.getParent();
        folder != null && folder.startsWith(file.folder());
        folder = folder.getParent()) {
      DataDirectory.forceFolder(folder);
    }
  }

  private <T> T ask(Question<T> question, Duration timeout) {
    Future<T> answer;
    try {
      answer = readers.submit(() -> run(question, timeout));
    } catch (RejectedExecutionException e) {
      throw refused(readers, e);
    }
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      question.cancel();
      throw new WarehouseException(TIMEOUT, "no answer within " + timeout, e);
    } catch (InterruptedException e) {
      question.cancel();
      Thread.currentThread().interrupt();
      throw new WarehouseException(CANCELLED, "the caller was interrupted", e);
    } catch (ExecutionException e) {
      throw translated(e.getCause());
    }
  }

  private <T> T run(Question<T> question, Duration timeout) throws SQLException {
    var connection = connection();
    try {
      return question.run(connection, timeout);
    } catch (SQLException | ReadingException e) {
      reopenIfBroken();
      throw e;
    }
  }

  @Override
  public <T> T write(Function<WarehouseTransaction, T> work) {
    Future<T> outcome;
    try {
      outcome = writer.submit(() -> commit(work));
    } catch (RejectedExecutionException e) {
      throw refused(writer, e);
    }
    // A change that has begun is not given up half-way: the caller learns how it ended.
    var interrupted = false;
    try {
      while (true) {
        try {
          return outcome.get();
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw translated(e.getCause());
    } catch (CancellationException e) {
      throw new WarehouseException(CANCELLED, "the warehouse is closing", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void prepare(Consumer<WarehouseTransaction> tables) {
    write(transaction -> {
      tables.accept(transaction);
      return true;
    });
    preparations.add(tables);
  }

  private <T> T commit(Function<WarehouseTransaction, T> work) throws SQLException {
    var connection = connection();
    try (var own = connection.duplicate()) {
      return commit(own, work);
    } catch (SQLException | ReadingException e) {
      reopenIfBroken();
      throw e;
    }
  }

  private <T> T commit(DuckDBConnection connection, Function<WarehouseTransaction, T> work)
      throws SQLException {
    // Not setAutoCommit(false): an appender that comes before the first statement would then
    // commit by itself (duckdb_jdbc 2.0.0.1).
    execute(connection, "begin transaction");
    try {
      var result = work.apply(new DuckDbTransaction(connection));
      execute(connection, "commit");
      version.incrementAndGet();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      try {
        execute(connection, "rollback");
      } catch (SQLException rollback) {
        e.addSuppressed(rollback); // also when the failed commit has rolled back already
      }
      throw e;
    }
  }

  private static void execute(DuckDBConnection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public long dataVersion() {
    return version.get();
  }

  @Override
  public Path folder() {
    return file.folder();
  }

  private DuckDBConnection connection() {
    awaitOpen();
    return opened.join();
  }

  /** After a fatal error (a full disk, say) the engine refuses everything until it is reopened. */
  private void reopenIfBroken() {
    var before = reopened.get();
    if (isSound(connection())) {
      return;
    }
    try {
      writer.execute(() -> reopen(before));
    } catch (RejectedExecutionException e) {
      log.warn("the warehouse is broken and too busy to be reopened; the next failure tries again");
    }
  }

  private static boolean isSound(DuckDBConnection connection) {
    try (var probe = connection.duplicate();
        var statement = probe.createStatement();
        var result = statement.executeQuery("select 1")) {
      return result.next();
    } catch (SQLException e) {
      return false;
    }
  }

  private void reopen(long before) {
    if (!reopened.compareAndSet(before, before + 1)) {
      return; // done for an earlier failure
    }
    log.warn("the warehouse broke and is opened again");
    var broken = connection();
    opened = new CompletableFuture<>();
    try {
      broken.close();
    } catch (SQLException e) {
      log.debug("the broken warehouse does not close", e);
    }
    try {
      var connection = file.open();
      for (var tables : preparations) {
        try (var own = connection.duplicate()) {
          commit(
              own,
              transaction -> {
                tables.accept(transaction);
                return true;
              });
        }
      }
      opened.complete(connection);
    } catch (SQLException | RuntimeException e) {
      log.error("the warehouse cannot be opened again", e);
      opened.completeExceptionally(
          new WarehouseException(FAILED, "the warehouse cannot be opened again", e));
    }
  }

  private WarehouseException refused(ThreadPoolExecutor pool, RejectedExecutionException e) {
    return pool.isShutdown()
        ? new WarehouseException(CANCELLED, "the warehouse is closing", e)
        : new WarehouseException(BUSY, "more than " + limits.waitingMax() + " wait already", e);
  }

  private static RuntimeException translated(@Nullable Throwable failure) {
    return switch (failure) {
      case SQLTimeoutException e ->
          new WarehouseException(TIMEOUT, "the warehouse took too long", e);
      case SQLException e -> new WarehouseException(FAILED, "the warehouse refused", e);
      case ReadingException e ->
          new WarehouseException(FAILED, "the warehouse refused", e.complaint());
      case WarehouseException e ->
          new WarehouseException(e.reason(), String.valueOf(e.getMessage()), e);
      case RuntimeException e -> e;
      case Error e -> throw e;
      case null, default -> new IllegalStateException(failure);
    };
  }

  @Override
  public void close() {
    writer.shutdown();
    readers.shutdownNow();
    try {
      if (!writer.awaitTermination(CLOSING_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("a change of the warehouse does not end; it will be rolled back");
      }
      if (opened.isDone() && !opened.isCompletedExceptionally()) {
        opened.join().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      log.warn("the warehouse did not close cleanly", e);
    }
  }

  /** One question: runs once, on a connection of its own, and can be cancelled at any time. */
  private abstract static class Question<T> {
    private final String sql;
    private final List<?> parameters;
    private volatile boolean cancelled;
    private volatile @Nullable DuckDBPreparedStatement running;

    Question(String sql, List<?> parameters) {
      this.sql = sql;
      this.parameters = parameters;
    }

    abstract T answer(DuckDBPreparedStatement statement) throws SQLException;

    T run(DuckDBConnection root, Duration timeout) throws SQLException {
      if (cancelled) {
        throw new WarehouseException(CANCELLED, "given up before its turn");
      }
      try (var connection = root.duplicate();
          var statement = DuckDbTransaction.prepare(connection, sql, parameters)) {
        // Also stops a question whose cancel came just before it began.
        statement.setQueryTimeout((int) Math.max(1, timeout.toSeconds()));
        running = statement;
        return answer(statement);
      } finally {
        running = null;
      }
    }

    boolean isCancelled() {
      return cancelled;
    }

    void cancel() {
      cancelled = true;
      var statement = running;
      if (statement != null) {
        try {
          statement.cancel();
        } catch (SQLException e) {
          log.debug("a question ended while it was cancelled", e);
        }
      }
    }
  }
}
