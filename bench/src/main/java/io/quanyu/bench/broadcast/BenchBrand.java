package io.quanyu.bench.broadcast;

import io.quanyu.know.segment.spi.CustomerDirectory;
import io.quanyu.platform.scope.spi.CustomersOfScope;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What the bench adds to the server: its channels, and customers who are but numbers. */
class BenchBrand {

  static final String GUIDES = "bench_guides";
  static final String TEXTS = "bench_texts";
  static final String RATED = "bench_rated";
  static final int RATED_CALLS_PER_MINUTE = 300;

  /** Customers are 1 to this. */
  static final AtomicInteger CUSTOMERS = new AtomicInteger();

  @Bean
  CountingChannel benchGuides() {
    return new CountingChannel(GUIDES, 10_000, 6_000);
  }

  @Bean
  CountingChannel benchTexts() {
    return new CountingChannel(TEXTS, 1_000, 6_000);
  }

  @Bean
  CountingChannel benchRated() {
    return new CountingChannel(RATED, 10, RATED_CALLS_PER_MINUTE);
  }

  @Bean
  @Primary
  CustomersOfScope benchNumbers() {
    return _ -> RoaringBitmap.bitmapOfRange(1, CUSTOMERS.get() + 1L);
  }

  @Bean
  @Primary
  CustomerDirectory benchCustomers() {
    return new CustomerDirectory() {
      @Override
      public OptionalInt customerNo(UUID customerId) {
        return OptionalInt.empty();
      }

      @Override
      public List<?> summaries(List<Integer> customerNos) {
        return customerNos;
      }
    };
  }
}
