package io.quanyu.demo.generator;

import java.time.LocalDate;

/**
 * Who a person is before any channel wrote it down; {@code priceSensitivity} and {@code size} are 0
 * to 1.
 */
record Traits(
    String surname,
    String givenName,
    boolean female,
    LocalDate birthday,
    City city,
    double priceSensitivity,
    double size) {

  String name() {
    return surname + givenName;
  }
}
