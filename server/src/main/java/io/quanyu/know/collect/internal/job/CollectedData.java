package io.quanyu.know.collect.internal.job;

import static java.util.Objects.requireNonNull;

import io.quanyu.know.collect.internal.job.ImportSql.SealedRow;
import io.quanyu.know.collect.internal.upload.StoredUpload;
import io.quanyu.know.collect.internal.upload.Uploads;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.platform.crypto.FileKey;
import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/**
 * Files that hold a person, and rows of them in quarantine. Files that came before her erasure and
 * wait for nobody are dropped, whoever they are about: what is in them only an import could tell.
 * Of files with rows of hers in quarantine the other rows are sealed anew, and the old key is gone.
 */
@Component
final class CollectedData implements PersonalDataHolder {

  private final DSLContext db;
  private final ImportSql jobs;
  private final Uploads uploads;
  private final ErasedCustomers erased;

  CollectedData(DSLContext db, ImportSql jobs, Uploads uploads, ErasedCustomers erased) {
    this.db = db;
    this.jobs = jobs;
    this.uploads = uploads;
    this.erased = erased;
  }

  @Override
  public String name() {
    return "know.collect";
  }

  @Override
  public Set<String> tables() {
    return Set.of("know_collect.upload", "know_collect.quarantined_row");
  }

  /**
   * Accepted rows are told by the modules that they went to; of others nobody knows whose they are.
   */
  @Override
  public void copy(Person person, AccessCopy copy) {}

  @Override
  public boolean erase(Person person) {
    if (!isNoImportRunning()) {
      return false; // it holds the key of its file, and would seal rows under it
    }
    boolean isDone = uploads.dropReceivedBefore(person.asOf(), jobs::isUploadUnderWay);
    jobs.jobsWithQuarantine()
        .forEach((id, channels) -> eraseRows(person, uploads.get(id), channels));
    return isDone;
  }

  /** Until the end of the transaction. */
  private boolean isNoImportRunning() {
    return Boolean.TRUE.equals(
        db.fetchValue("select pg_try_advisory_xact_lock(?)", RunningImports.LOCK));
  }

  private void eraseRows(Person person, StoredUpload upload, Map<Integer, String> channels) {
    Map<Integer, Predicate<List<String>>> isHers =
        channels.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, job -> erased.mentions(person, job.getValue())));
    List<SealedRow> hers = new ArrayList<>();
    eachPage(
        channels.keySet(),
        page ->
            page.parallelStream()
                .filter(row ->
                    requireNonNull(isHers.get(row.jobNo())).test(jobs.cellsOf(row, upload.key())))
                .forEachOrdered(hers::add));
    if (!hers.isEmpty()) {
      jobs.markErased(hers);
      jobs.replaceCells(
          hers.stream().map(row -> jobs.sealed(row, List.of(), upload.key())).toList());
      renewKey(upload, channels.keySet());
    }
  }

  private void renewKey(StoredUpload upload, Set<Integer> jobNos) {
    FileKey renewed = uploads.renewKey(upload.id());
    eachPage(
        jobNos,
        page ->
            jobs.replaceCells(
                page.parallelStream()
                    .map(row -> jobs.sealed(row, jobs.cellsOf(row, upload.key()), renewed))
                    .toList()));
  }

  private void eachPage(Set<Integer> jobNos, Consumer<List<SealedRow>> reader) {
    int jobNo = 0;
    long line = 0;
    while (true) {
      var page = jobs.sealedRows(jobNos, jobNo, line);
      if (page.isEmpty()) {
        return;
      }
      jobNo = page.getLast().jobNo();
      line = page.getLast().line();
      reader.accept(page);
    }
  }
}
