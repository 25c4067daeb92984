package io.quanyu.know.collect.internal.job;

import io.quanyu.brand.product.Products;
import io.quanyu.brand.store.Stores;
import io.quanyu.know.collect.internal.record.ImportRecord;
import io.quanyu.know.collect.spi.AccountsMoved;
import io.quanyu.know.collect.spi.CustomersTouched;
import io.quanyu.know.history.BehaviourEvent;
import io.quanyu.know.history.MovedAccount;
import io.quanyu.know.history.ResolvedBatch;
import io.quanyu.know.history.ResolvedOrderLine;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.know.identity.Identities;
import io.quanyu.know.identity.Resolution;
import io.quanyu.know.identity.ResolvedAccount;
import io.quanyu.know.metric.Metrics;
import io.quanyu.know.profile.ProfileClaim;
import io.quanyu.know.profile.Profiles;
import io.quanyu.know.purchase.LineKey;
import io.quanyu.know.purchase.OrderLineFact;
import io.quanyu.know.purchase.Purchases;
import io.quanyu.platform.crypto.FileKey;
import io.quanyu.platform.eventlog.Batch;
import io.quanyu.platform.eventlog.EventLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Commits one chunk: everything that its rows mean, and that they were imported, in one
 * transaction. So a crash at any instant loses the whole chunk or nothing of it, and the next start
 * goes on at the first line that is not committed.
 */
public final class ImportingChunk {
  private final TransactionOperations transactions;
  private final ImportSql jobs;
  private final Identities identities;
  private final ErasedCustomers erasedCustomers;
  private final Profiles profiles;
  private final Purchases purchases;
  private final Metrics metrics;
  private final Products products;
  private final Stores stores;
  private final EventLog eventLog;
  private final List<CustomersTouched> followers;
  private final List<AccountsMoved> ofMoves;
  private final ChunkStep.Watch watch;

  public ImportingChunk(
      TransactionOperations transactions,
      ImportSql jobs,
      Identities identities,
      ErasedCustomers erasedCustomers,
      Profiles profiles,
      Purchases purchases,
      Metrics metrics,
      Products products,
      Stores stores,
      EventLog eventLog,
      List<CustomersTouched> followers,
      List<AccountsMoved> ofMoves,
      ChunkStep.Watch watch) {
    this.transactions = transactions;
    this.jobs = jobs;
    this.identities = identities;
    this.erasedCustomers = erasedCustomers;
    this.profiles = profiles;
    this.purchases = purchases;
    this.metrics = metrics;
    this.products = products;
    this.stores = stores;
    this.eventLog = eventLog;
    this.followers = List.copyOf(followers);
    this.ofMoves = List.copyOf(ofMoves);
    this.watch = watch;
  }

  /**
   * Commits a chunk.
   *
   * @param before what the job had done before the chunk
   * @param key seals rejected rows
   * @return what the job has done now
   * @throws JobMovedException if the job does not stand where the chunk begins
   */
  ImportCounts commit(ImportJob job, FileKey key, ImportCounts before, ImportChunk chunk) {
    long start = System.nanoTime();
    var after = transactions.execute(_ -> commitInTransaction(job, key, before, chunk, start));
    return Objects.requireNonNull(after);
  }

  private ImportCounts commitInTransaction(
      ImportJob job, FileKey key, ImportCounts before, ImportChunk read, long start) {
    var erased = step(ChunkStep.ERASED, () -> erasedCustomers.among(read.claims()));
    var chunk = erased.isEmpty() ? read : read.without(erased);
    var resolved = step(ChunkStep.RESOLVE, () -> identities.prepare(chunk.claims()));
    var resolution = resolved.resolution();
    var lines = orderLines(job, chunk, resolution);
    // The entry of the log needs no database until it is appended.
    var packed = CompletableFuture.supplyAsync(() -> packed(job, chunk, resolution, lines));
    var profiled =
        step(
            ChunkStep.PREPARE_PROFILES,
            () -> profiles.prepare(resolved, profileClaims(job, chunk, resolution)));
    // One processor composes profiles while PostgreSQL, on the other, stores accounts.
    var composed = CompletableFuture.runAsync(profiled::compose);
    step(ChunkStep.STORE_RESOLUTION, resolved::store);
    step(
        ChunkStep.PROFILE,
        () -> {
          done(composed);
          profiled.store();
        });
    var recorded = step(ChunkStep.PURCHASE, () -> purchases.record(resolution.moves(), lines));
    step(ChunkStep.METRICS, () -> metrics.refresh(recorded.touchedCustomers()));
    step(ChunkStep.CATALOGUE, () -> catalogue(chunk));
    step(ChunkStep.OWNERS, () -> tellFollowers(resolution, lines));
    step(ChunkStep.QUARANTINE, () -> quarantine(job, key, chunk));
    step(ChunkStep.PUBLISH, () -> publish(done(packed)));
    return step(ChunkStep.ADVANCE, () -> advance(job, before, chunk, resolution, start));
  }

  private ImportCounts advance(
      ImportJob job, ImportCounts before, ImportChunk chunk, Resolution resolution, long start) {
    var accounts = new RoaringBitmap();
    resolution.accounts().forEach(account -> accounts.add(account.accountNo()));
    var after = before.plus(chunk, accounts, (System.nanoTime() - start) / 1_000_000);
    if (!jobs.advance(job.jobNo(), before.nextLine(), after)) {
      throw new JobMovedException(job.id());
    }
    return after;
  }

  private static List<ProfileClaim> profileClaims(
      ImportJob job, ImportChunk chunk, Resolution resolution) {
    var claims = new ArrayList<ProfileClaim>();
    for (int i = 0; i < chunk.records().size(); i++) {
      if (chunk.records().get(i) instanceof ImportRecord.Person person) {
        claims.add(
            new ProfileClaim(
                known(accountOf(chunk, resolution, i)),
                job.channel(),
                person.who().observedAt(),
                person.personal(),
                person.gender(),
                person.birthday(),
                person.province(),
                person.city(),
                person.registeredAt(),
                person.attributes()));
      }
    }
    return claims;
  }

  private static List<OrderLineFact> orderLines(
      ImportJob job, ImportChunk chunk, Resolution resolution) {
    var lines = new ArrayList<OrderLineFact>();
    for (int i = 0; i < chunk.records().size(); i++) {
      if (chunk.records().get(i) instanceof ImportRecord.OrderLine line) {
        lines.add(
            new OrderLineFact(
                new LineKey(job.source(), line.line()),
                job.channel(),
                line.orderNo(),
                line.orderKind(),
                line.placedAt(),
                accountOf(chunk, resolution, i),
                line.storeCode(),
                line.currency(),
                line.sku(),
                line.itemName(),
                line.itemKind(),
                line.quantity(),
                line.unitPrice(),
                line.lineTotalMinor()));
      }
    }
    return lines;
  }

  private void catalogue(ImportChunk chunk) {
    var articles = new ArrayList<io.quanyu.brand.product.CatalogueSku>();
    var shops = new ArrayList<io.quanyu.brand.store.Store>();
    for (var row : chunk.records()) {
      if (row instanceof ImportRecord.Article article) {
        articles.add(article.sku());
      } else if (row instanceof ImportRecord.Shop shop) {
        shops.add(shop.store());
      }
    }
    products.upsert(articles);
    stores.upsert(shops);
  }

  private void tellFollowers(Resolution resolution, List<OrderLineFact> lines) {
    var moved = new RoaringBitmap();
    for (var move : resolution.moves()) {
      moved.add(move.fromCustomerNo());
      moved.add(move.toCustomerNo());
    }
    if (!moved.isEmpty()) {
      ofMoves.forEach(follower -> follower.moved(moved));
    }
    var touched = moved.clone();
    for (var line : lines) {
      var account = line.account();
      if (account != null && line.storeCode() != null) {
        touched.add(account.customerNo());
      }
    }
    if (!touched.isEmpty()) {
      followers.forEach(follower -> follower.touched(touched));
    }
  }

  private void quarantine(ImportJob job, FileKey key, ImportChunk chunk) {
    if (!chunk.rejected().isEmpty()) {
      jobs.quarantine(job.jobNo(), key, chunk.rejected());
    }
    if (!chunk.documents().isEmpty()) {
      jobs.addDocuments(job.jobNo(), chunk.documents());
    }
    var replayed = job.replaysJobNo();
    if (replayed != null && !chunk.records().isEmpty()) {
      jobs.markAccepted(
          replayed, job.jobNo(), chunk.records().stream().mapToLong(ImportRecord::line).toArray());
    }
  }

  /** The entry of the log; nothing if the chunk says nothing that the log wants to know. */
  private static List<Batch> packed(
      ImportJob job, ImportChunk chunk, Resolution resolution, List<OrderLineFact> lines) {
    var batch =
        new ResolvedBatch(
            resolution.moves().stream()
                .map(move -> new MovedAccount(move.accountNo(), move.toCustomerNo()))
                .toList(),
            lines.stream().map(ImportingChunk::resolved).toList(),
            events(job, chunk, resolution));
    return batch.recordCount() == 0
        ? List.of()
        : List.of(new Batch(batch.toBytes(), batch.recordCount()));
  }

  private void publish(List<Batch> batches) {
    if (!batches.isEmpty()) {
      eventLog.append(ResolvedBatch.STREAM, batches);
    }
  }

  private static ResolvedOrderLine resolved(OrderLineFact line) {
    var account = line.account();
    return new ResolvedOrderLine(
        line.key().source(),
        line.key().lineNo(),
        account == null ? null : account.accountNo(),
        account == null ? null : account.customerNo(),
        line.channel(),
        line.orderNo(),
        line.orderKind(),
        line.placedAt(),
        line.storeCode(),
        line.currency().getCurrencyCode(),
        line.sku(),
        line.itemKind(),
        line.quantity(),
        line.lineTotalMinor());
  }

  private static List<BehaviourEvent> events(
      ImportJob job, ImportChunk chunk, Resolution resolution) {
    var events = new ArrayList<BehaviourEvent>();
    for (int i = 0; i < chunk.records().size(); i++) {
      if (chunk.records().get(i) instanceof ImportRecord.Behaviour behaviour) {
        var account = known(accountOf(chunk, resolution, i));
        events.add(
            new BehaviourEvent(
                job.source(),
                behaviour.line(),
                account.accountNo(),
                account.customerNo(),
                job.channel(),
                behaviour.event(),
                behaviour.occurredAt(),
                behaviour.properties()));
      }
    }
    return events;
  }

  private static @Nullable ResolvedAccount accountOf(
      ImportChunk chunk, Resolution resolution, int record) {
    int claim = chunk.claimOf()[record];
    return claim == ImportChunk.NOBODY ? null : resolution.accounts().get(claim);
  }

  private static ResolvedAccount known(@Nullable ResolvedAccount account) {
    return Objects.requireNonNull(account, "a record of a person has a claim");
  }

  /** What a task on another processor made, or its failure as if it had been made here. */
  private static <T> T done(CompletableFuture<T> task) {
    try {
      return task.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private <T> T step(ChunkStep step, Supplier<T> work) {
    long start = System.nanoTime();
    var result = work.get();
    watch.after(step, System.nanoTime() - start);
    return result;
  }

  private void step(ChunkStep step, Runnable work) {
    step(
        step,
        () -> {
          work.run();
          return true;
        });
  }
}
