package io.quanyu.know.portrait;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A personal value that is shown masked. */
public enum RevealField {
  @JsonProperty("name")
  NAME("name"),
  @JsonProperty("phone")
  PHONE("phone"),
  @JsonProperty("email")
  EMAIL("email"),
  @JsonProperty("address")
  ADDRESS("address"),
  @JsonProperty("memberNo")
  MEMBER_NO("memberNo"),
  @JsonProperty("birthday")
  BIRTHDAY("birthday");

  private final String code;

  RevealField(String code) {
    this.code = code;
  }

  /** As the API says it: {@code memberNo}. */
  public String code() {
    return code;
  }
}
