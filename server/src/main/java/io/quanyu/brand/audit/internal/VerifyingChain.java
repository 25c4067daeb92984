package io.quanyu.brand.audit.internal;

import static io.quanyu.brand.audit.internal.db.Tables.VERIFICATION;

import io.quanyu.brand.audit.Breach;
import io.quanyu.brand.audit.ChainState;
import io.quanyu.platform.crypto.RecordSeals;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Checks the whole chain, and remembers what came of it. */
public final class VerifyingChain {

  private static final Logger log = LoggerFactory.getLogger(VerifyingChain.class);

  private static final TypeReference<List<Breach>> BREACHES = new TypeReference<>() {};

  private final DSLContext dsl;
  private final ChainTable chain;
  private final RecordSeals seals;
  private final ChainHead.InFile head;
  private final TransactionOperations transactions;
  private final JsonMapper mapper;
  private final Clock clock;
  private final AtomicInteger breachCount = new AtomicInteger();

  VerifyingChain(
      DSLContext dsl,
      ChainTable chain,
      RecordSeals seals,
      ChainHead.InFile head,
      TransactionOperations transactions,
      JsonMapper mapper,
      Clock clock) {
    this.dsl = dsl;
    this.chain = chain;
    this.seals = seals;
    this.head = head;
    this.transactions = transactions;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** Looks at every block and entry: some hundred thousand a second. Bounded memory. */
  public ChainState.Verification verify() {
    // Read before the blocks: a block that is added meanwhile is newer than the head.
    var check = new ChainCheck(seals, head.read().orElse(null));
    transactions.executeWithoutResult(_ -> {
      chain.forEachBlock(block -> check.check(block, inRange(block)));
      check.end();
      chain.entries(check.nextXid(), Long.MAX_VALUE, SealingBlocks.ENTRIES_MAX).stream()
          .map(ChainTable.Written::sealed)
          .forEach(check::checkUnsealed);
    });
    var found =
        new ChainState.Verification(
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            check.lastBlockNo(),
            check.entries(),
            check.breaches());
    remember(found);
    breachCount.set(found.breaches().size());
    if (!found.breaches().isEmpty()) {
      log.error("the audit trail was changed by somebody else: {}", found.breaches().getFirst());
    }
    return found;
  }

  private List<SealedEntry> inRange(Block block) {
    return chain.entries(block.xidFrom(), block.xidTo(), Integer.MAX_VALUE).stream()
        .map(ChainTable.Written::sealed)
        .toList();
  }

  /** How many breaches the last check of this server found. */
  int breachCount() {
    return breachCount.get();
  }

  /** How the chain is, and what the last full check said. */
  public ChainState state() {
    var last = chain.last();
    var unsealedSince = chain.oldestFrom(last.map(Block::xidTo).orElse(0L)).orElse(null);
    var verified =
        dsl.selectFrom(VERIFICATION)
            .fetchOptional(row ->
                new ChainState.Verification(
                    row.getVerifiedAt().toInstant(),
                    row.getBlockNo(),
                    row.getEntries(),
                    mapper.readValue(row.getBreaches(), BREACHES)))
            .orElse(null);
    return new ChainState(last.map(Block::blockNo).orElse(0L), unsealedSince, verified);
  }

  private void remember(ChainState.Verification found) {
    dsl.insertInto(VERIFICATION)
        .set(VERIFICATION.VERIFIED_AT, found.at().atOffset(ZoneOffset.UTC))
        .set(VERIFICATION.BLOCK_NO, found.block())
        .set(VERIFICATION.ENTRIES, found.entries())
        .set(VERIFICATION.BREACHES, mapper.writeValueAsString(found.breaches()))
        .onDuplicateKeyUpdate()
        .setAllToExcluded()
        .execute();
  }
}
