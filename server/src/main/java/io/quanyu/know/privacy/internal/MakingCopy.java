package io.quanyu.know.privacy.internal;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.quanyu.know.identity.ErasedCustomers;
import io.quanyu.know.privacy.PrivacyRequest;
import io.quanyu.know.privacy.RequestKind;
import io.quanyu.know.privacy.RequestState;
import io.quanyu.platform.personal.AccessCopy;
import io.quanyu.platform.personal.Person;
import io.quanyu.platform.personal.PersonalDataHolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gathers what all holders know of a person into a file for her: JSON to read, or a ZIP of CSV and
 * JSON to take elsewhere. Done again from its beginning after a crash.
 */
final class MakingCopy {

  private final TransactionOperations transactions;
  private final RequestSql requests;
  private final CopyFiles files;
  private final ErasedCustomers customers;
  private final List<PersonalDataHolder> holders;
  private final JsonMapper mapper;
  private final Clock clock;

  MakingCopy(
      TransactionOperations transactions,
      RequestSql requests,
      CopyFiles files,
      ErasedCustomers customers,
      List<PersonalDataHolder> holders,
      JsonMapper mapper,
      Clock clock) {
    this.transactions = transactions;
    this.requests = requests;
    this.files = files;
    this.customers = customers;
    this.holders = holders.stream().sorted(Comparator.comparing(PersonalDataHolder::name)).toList();
    this.mapper = mapper.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();
    this.clock = clock;
  }

  void run(UUID requestId) {
    transactions.executeWithoutResult(_ -> {
      var request = requests.find(requestId).orElseThrow();
      var person = customers.find(request.customerId(), clock.instant());
      if (person.isEmpty()) {
        requests.refuse(
            requestId,
            Set.of(RequestState.RUNNING),
            "She was erased before.",
            ErasingPerson.SERVER);
        return;
      }
      files.keep(requestId, bytes(request, person.get()));
      requests.done(requestId, ErasingPerson.SERVER);
    });
  }

  private byte[] bytes(PrivacyRequest request, Person person) {
    var copy = new AccessCopy();
    holders.forEach(holder -> holder.copy(person, copy));
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("customer", person.customerId());
    whole.put("asOf", person.asOf());
    whole.putAll(copy.tables());
    var json = mapper.writeValueAsBytes(whole);
    return request.kind() == RequestKind.EXPORT ? zipped(copy, json) : json;
  }

  private static byte[] zipped(AccessCopy copy, byte[] json) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry("data.json"));
      zip.write(json);
      for (var table : copy.tables().entrySet()) {
        if (!table.getValue().isEmpty()) {
          zip.putNextEntry(new ZipEntry(table.getKey() + ".csv"));
          zip.write(csv(table.getValue()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] csv(List<Map<String, @Nullable String>> rows) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var csv =
        CsvWriter.builder().build(new OutputStreamWriter(bytes, StandardCharsets.UTF_8))) {
      csv.writeRecord(rows.getFirst().keySet());
      rows.forEach(row -> csv.writeRecord(row.values()));
    }
    return bytes.toByteArray();
  }
}
